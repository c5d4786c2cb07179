@NullMarked
package dev.dowser.indexer.override;

import org.jspecify.annotations.NullMarked;
