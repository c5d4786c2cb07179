@NullMarked
package dev.dowser.indexer.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
