@NullMarked
package dev.dowser.indexer.evaluation;

import org.jspecify.annotations.NullMarked;
