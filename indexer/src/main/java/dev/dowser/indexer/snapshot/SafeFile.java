package dev.dowser.indexer.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Files that are whole or not there, under names that every file system takes. */
final class SafeFile {
  /** Matches files that {@link #write} did not finish. */
  static final String DRAFTS = "draft-*.tmp";

  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_-]+");
  private static final int MAX_STEM = 60;
  private static final int HASH_LENGTH = 16;

  private SafeFile() {}

  /**
   * A file name for any text: its harmless characters for the reader, a hash against mix-ups, also
   * where the file system ignores case.
   */
  static String name(String text, String extension) {
    var stem = UNSAFE.matcher(text).replaceAll("_");
    var hash = digest(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
    return stem.substring(0, Math.min(stem.length(), MAX_STEM)) + "-" + hash + extension;
  }

  /** SHA-256 in hexadecimal. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Replaces the file; after a crash it has the old content or the new, never a part. */
  static void write(Path file, byte[] bytes) throws IOException {
    var folder = Files.createDirectories(file.toAbsolutePath().getParent());
    var draft = Files.createTempFile(folder, "draft-", ".tmp");
    try {
      writeThrough(draft, bytes);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void writeThrough(Path draft, byte[] bytes) throws IOException {
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      var rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }
}
