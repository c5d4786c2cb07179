@NullMarked
package dev.dowser.server.adaptation;

import org.jspecify.annotations.NullMarked;
