/**
 * The domain: what the backends offer as an immutable, versioned {@link
 * dev.dowser.indexer.catalog.Catalog} of {@link dev.dowser.indexer.catalog.ExposedTool}s, named by
 * a {@link dev.dowser.indexer.catalog.NamingPolicy}. JDK only; it knows no JSON library, no index
 * and no wire.
 */
@NullMarked
package dev.dowser.indexer.catalog;

import org.jspecify.annotations.NullMarked;
