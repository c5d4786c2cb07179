@NullMarked
package dev.dowser.indexer.search;

import org.jspecify.annotations.NullMarked;
