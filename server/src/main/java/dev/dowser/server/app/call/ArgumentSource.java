package dev.dowser.server.app.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;

/** Where the value of an argument stands: on the command line, in a file, on standard input. */
final class ArgumentSource {
  private static final int MOST_BYTES = 16 << 20;
  private static final String STANDARD_INPUT = "-";

  private final InputStream in;
  private boolean read;

  ArgumentSource(InputStream in) {
    this.in = in;
  }

  /** A value cannot be had; the message says why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * The text that a word of the command line stands for: {@code @FILE}, {@code @-} for standard
   * input, {@code @@text} for {@code @text}, else itself.
   *
   * @param asBase64 whether bytes are wanted, written so
   */
  String text(String word, boolean asBase64) throws Unreadable {
    if (word.startsWith("@@")) {
      return word.substring(1);
    }
    if (!word.startsWith("@") || word.length() == 1) {
      return word;
    }
    var bytes = bytes(word.substring(1));
    return asBase64 ? Base64.getEncoder().encodeToString(bytes) : decoded(bytes, word);
  }

  private byte[] bytes(String name) throws Unreadable {
    try {
      if (name.equals(STANDARD_INPUT)) {
        return standardInput();
      }
      var file = Path.of(name);
      if (!Files.isRegularFile(file)) {
        throw new Unreadable(
            "there is no file %s; for the text itself write @@%s".formatted(name, name));
      }
      try (var content = Files.newInputStream(file)) {
        return bounded(content, name);
      }
    } catch (IOException | InvalidPathException fault) {
      throw new Unreadable("%s cannot be read: %s".formatted(name, fault.getMessage()));
    }
  }

  private byte[] standardInput() throws IOException, Unreadable {
    if (read) {
      throw new Unreadable("standard input can be read once only");
    }
    read = true;
    return bounded(in, "standard input");
  }

  private static byte[] bounded(InputStream content, String name) throws IOException, Unreadable {
    var bytes = content.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new Unreadable("%s is larger than %d MB".formatted(name, MOST_BYTES >> 20));
    }
    return bytes;
  }

  private static String decoded(byte[] bytes, String word) throws Unreadable {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new Unreadable(
          "%s is not UTF-8 text, and the tool does not say that it takes base64"
              .formatted(word.substring(1)));
    }
  }
}
