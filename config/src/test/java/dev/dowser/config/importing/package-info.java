@NullMarked
package dev.dowser.config.importing;

import org.jspecify.annotations.NullMarked;
