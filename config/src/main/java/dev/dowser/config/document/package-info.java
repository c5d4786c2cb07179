/**
 * YAML and JSON as one tree whose nodes know where they stand. {@link
 * dev.dowser.config.document.DocumentReader} makes a {@link dev.dowser.config.document.Document} of
 * {@link dev.dowser.config.document.Node}s. Nothing here knows which keys mean something.
 */
@NullMarked
package dev.dowser.config.document;

import org.jspecify.annotations.NullMarked;
