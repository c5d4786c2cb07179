@NullMarked
package dev.dowser.indexer.index;

import org.jspecify.annotations.NullMarked;
