/**
 * Text of backends and models made fit for an answer: {@link dev.dowser.server.text.PlainText} for
 * prose, {@link dev.dowser.server.text.Literal} for JSON values, {@link
 * dev.dowser.server.text.TokenCount} for its price, {@link dev.dowser.server.text.EditDistance} for
 * misspelt names. The only package that sees the tokenizer of agents.
 */
@NullMarked
package dev.dowser.server.text;

import org.jspecify.annotations.NullMarked;
