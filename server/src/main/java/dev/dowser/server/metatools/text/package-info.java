/**
 * Text of backends and models made fit for an answer: {@link
 * dev.dowser.server.metatools.text.PlainText} for prose, {@link
 * dev.dowser.server.metatools.text.Literal} for JSON values, {@link
 * dev.dowser.server.metatools.text.TokenCount} for its price. The only package that sees the
 * tokenizer of agents.
 */
@NullMarked
package dev.dowser.server.metatools.text;

import org.jspecify.annotations.NullMarked;
