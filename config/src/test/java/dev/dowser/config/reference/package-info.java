@NullMarked
package dev.dowser.config.reference;

import org.jspecify.annotations.NullMarked;
