/** {@link dev.dowser.models.remote.testing.ScriptedServer}, an embedding server for tests. */
@NullMarked
package dev.dowser.models.remote.testing;

import org.jspecify.annotations.NullMarked;
