package dev.dowser.server.metatools.signature;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The texts in which answers show the signature of a tool, from short to long.
 *
 * @param bare what a call must have, long types cut
 * @param brief the same with notes and a few optional parameters
 * @param medium whole types, notes and a few optional parameters
 * @param full the same with more optional parameters
 * @param complete all parameters
 */
public record SignatureForms(
    String bare, String brief, String medium, String full, String complete) {
  private static final int BRIEF_OPTIONAL = 2;
  private static final int MEDIUM_OPTIONAL = 3;
  private static final int FULL_OPTIONAL = 5;

  /**
   * The forms.
   *
   * @param name exposed name
   * @param inputSchema of the tool, in which references start
   */
  public static SignatureForms of(String name, JsonNode inputSchema) {
    var terse = Signature.terse(name, inputSchema);
    var whole = Signature.of(name, inputSchema);
    return new SignatureForms(
        terse.bare(),
        terse.text(BRIEF_OPTIONAL),
        whole.text(MEDIUM_OPTIONAL),
        whole.text(FULL_OPTIONAL),
        whole.text());
  }

  /** Each text once, in this order. */
  public Set<String> distinct() {
    return new LinkedHashSet<>(List.of(bare, brief, medium, full, complete));
  }
}
