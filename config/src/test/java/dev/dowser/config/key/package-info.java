@NullMarked
package dev.dowser.config.key;

import org.jspecify.annotations.NullMarked;
