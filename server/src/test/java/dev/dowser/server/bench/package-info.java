@NullMarked
package dev.dowser.server.bench;

import org.jspecify.annotations.NullMarked;
