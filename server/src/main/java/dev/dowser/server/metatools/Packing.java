package dev.dowser.server.metatools;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the form of each tool so that all together fit a budget. Steps, each from the last tool
 * to the first and only as far as needed: the next poorer form of each but the name; of a tool that
 * is large even then, its name; leave the tool out. What is free in the end goes to the first.
 */
final class Packing {
  private final List<List<Block>> forms;
  private final int[] chosen;
  private int shown;
  private int tokens;

  private Packing(List<List<Block>> forms) {
    this.forms = forms;
    this.chosen = new int[forms.size()];
    this.shown = forms.size();
    for (int i = 0; i < shown; i++) {
      tokens += block(i).tokens();
    }
  }

  /**
   * Packs.
   *
   * @param forms per tool its forms from rich to poor; the last is the name alone where there are
   *     several
   * @param large more tokens than this, and a tool is shown by its name before others are left out
   * @return one block for each of the first tools, as many as fit
   */
  static List<Block> pack(List<List<Block>> forms, int budget, int large) {
    var packing = new Packing(forms);
    int poorest = forms.stream().mapToInt(List::size).max().orElse(1) - 1;
    for (int form = 1; form < poorest; form++) {
      packing.shrink(form, 0, budget);
    }
    packing.shrink(poorest, large, budget);
    packing.drop(budget);
    packing.restore(budget);
    return packing.result();
  }

  private void shrink(int form, int largerThan, int budget) {
    for (int i = shown - 1; i >= 0 && tokens > budget; i--) {
      if (form < forms.get(i).size() && chosen[i] < form && block(i).tokens() > largerThan) {
        choose(i, form);
      }
    }
  }

  private void drop(int budget) {
    while (shown > 1 && tokens > budget) {
      tokens -= block(--shown).tokens();
    }
    if (shown == 1 && tokens > budget) {
      choose(0, forms.getFirst().size() - 1);
    }
    if (tokens > budget) {
      shown = 0;
    }
  }

  /** What shrinking a large tool has freed goes to the first ones. */
  private void restore(int budget) {
    for (int i = 0; i < shown; i++) {
      for (int form = 0; form < chosen[i]; form++) {
        if (tokens - block(i).tokens() + forms.get(i).get(form).tokens() <= budget) {
          choose(i, form);
        }
      }
    }
  }

  private void choose(int tool, int form) {
    tokens -= block(tool).tokens();
    chosen[tool] = form;
    tokens += block(tool).tokens();
  }

  private Block block(int tool) {
    return forms.get(tool).get(chosen[tool]);
  }

  private List<Block> result() {
    var blocks = new ArrayList<Block>();
    for (int i = 0; i < shown; i++) {
      blocks.add(block(i));
    }
    return blocks;
  }
}
