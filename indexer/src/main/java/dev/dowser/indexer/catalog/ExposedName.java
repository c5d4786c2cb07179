package dev.dowser.indexer.catalog;

import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for names that clients accept; see {@link NamingPolicy}. */
final class ExposedName {
  static final int MAX_LENGTH = 64;

  private static final int MARK_BYTES = 4;
  private static final int MAX_MARKED_LENGTH = MAX_LENGTH - 1 - 2 * MARK_BYTES;
  private static final Pattern BAD_CHARACTERS = Pattern.compile("[^A-Za-z0-9_-]+");

  private static final Set<String> RESERVED = Set.of("find_tool", "call_tool");

  private ExposedName() {}

  /** Whether clients accept the name and neither a meta-tool nor one of these has it. */
  static boolean isAccepted(String name, Set<String> reserved) {
    return isAccepted(name) && !reserved.contains(name);
  }

  /** Whether clients accept the name and no meta-tool has it. */
  static boolean isAccepted(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_LENGTH
        && !BAD_CHARACTERS.matcher(name).find()
        && !RESERVED.contains(name);
  }

  /** Only characters that clients accept; the length may be too much still. */
  static String repaired(String wanted) {
    return BAD_CHARACTERS.matcher(wanted).replaceAll("_");
  }

  /** The name, cut if need be, with an ending that only this tool has. */
  static String marked(String name, NamedCandidate tool) {
    var own = tool.backend() + "/" + tool.offeredName();
    return cut(name, MAX_MARKED_LENGTH)
        + "_"
        + HexFormat.of().formatHex(sha256(own), 0, MARK_BYTES);
  }

  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
