package dev.dowser.indexer.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The rules for names that clients accept; see {@link PrefixNaming}. */
final class ExposedName {
  static final int MAX_LENGTH = 64;

  private static final int MARK_BYTES = 4;
  private static final int MAX_MARKED_LENGTH = MAX_LENGTH - 1 - 2 * MARK_BYTES;
  private static final Pattern BAD_CHARACTERS = Pattern.compile("[^A-Za-z0-9_-]+");

  private ExposedName() {}

  /** Only characters that clients accept; the length may be too much still. */
  static String repaired(String wanted) {
    return BAD_CHARACTERS.matcher(wanted).replaceAll("_");
  }

  /** The name, cut if need be, with an ending that only this tool has. */
  static String marked(String name, ToolId id) {
    var stem = name.substring(0, Math.min(name.length(), MAX_MARKED_LENGTH));
    return stem + "_" + HexFormat.of().formatHex(sha256(id.toString()), 0, MARK_BYTES);
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
