/** Tests of embedding servers. */
@NullMarked
package dev.dowser.models.remote;

import org.jspecify.annotations.NullMarked;
