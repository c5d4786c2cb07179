package dev.dowser.server.metatools;

import dev.dowser.server.text.TokenCount;
import java.util.List;

/**
 * A line of an answer with its exact token count.
 *
 * <p>Counts of blocks add up exactly. A token never spans the end of a block: o200k_base splits
 * text by a pattern before it merges bytes, and every piece that contains a line break ends with it
 * or with slashes after it, while a block begins with neither white space nor a slash.
 *
 * @param text ends with a line break
 * @param tokens o200k_base
 */
record Block(String text, int tokens) {

  static int tokens(List<Block> blocks) {
    return blocks.stream().mapToInt(Block::tokens).sum();
  }

  static Block of(String line) {
    var text = line + "\n";
    return new Block(text, TokenCount.exact(text));
  }
}
