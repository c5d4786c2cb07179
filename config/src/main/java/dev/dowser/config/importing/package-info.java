/**
 * From what people already have to a configuration of ours. {@link
 * dev.dowser.config.importing.Importer} reads files of clients and of the reference system and
 * gives an {@link dev.dowser.config.importing.ImportOutcome}: the text of a configuration that
 * {@link dev.dowser.config.loading.ConfigLoader} loads, the text of the file of variables that it
 * names, and an {@link dev.dowser.config.importing.ImportNote} for whatever did not come along.
 * Nothing is written here, and no value of a secret gets into a note.
 */
@NullMarked
package dev.dowser.config.importing;

import org.jspecify.annotations.NullMarked;
