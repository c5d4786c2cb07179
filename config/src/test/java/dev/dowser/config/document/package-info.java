@NullMarked
package dev.dowser.config.document;

import org.jspecify.annotations.NullMarked;
