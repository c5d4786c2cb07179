@NullMarked
package dev.dowser.config;

import org.jspecify.annotations.NullMarked;
