@NullMarked
package dev.dowser.config.loading;

import org.jspecify.annotations.NullMarked;
