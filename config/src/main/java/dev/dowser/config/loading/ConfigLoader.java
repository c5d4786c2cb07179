package dev.dowser.config.loading;

import dev.dowser.config.document.DocumentReader;
import dev.dowser.config.document.Node;
import dev.dowser.config.document.PathSearch;
import dev.dowser.config.document.Position;
import dev.dowser.config.key.Content;
import dev.dowser.config.key.GatewayKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Loads configurations: our own YAML, the same as JSON, and the {@code mcpServers} of clients. */
public final class ConfigLoader {

  private static final int MAX_BYTES = 4 << 20;

  private ConfigLoader() {}

  /**
   * Loads a file. Relative paths in it belong to its folder.
   *
   * @param file what to read
   * @param environment variables that {@code ${NAME}} stands for
   */
  public static ConfigOutcome load(Path file, Map<String, String> environment) {
    if (Files.isDirectory(file)) {
      return refused(file, Position.WHOLE, "is a folder, expected a file");
    }
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES
          ? refused(file, Position.WHOLE, "is larger than 4 MB; is it a configuration?")
          : decode(bytes, file, environment);
    } catch (NoSuchFileException e) {
      return refused(file, Position.WHOLE, "there is no such file");
    } catch (IOException e) {
      return refused(file, Position.WHOLE, "cannot be read: " + e);
    }
  }

  /**
   * Loads a text.
   *
   * @param text all of it
   * @param origin the file it stands for; names the format and the folder for relative paths
   * @param environment variables that {@code ${NAME}} stands for
   */
  public static ConfigOutcome parse(String text, Path origin, Map<String, String> environment) {
    var findings = new Findings(origin.toString());
    var document = DocumentReader.read(text, String.valueOf(origin.getFileName()));
    document.faults().forEach(f -> findings.fault(f.at(), f.path(), f.message()));
    var settings =
        document
            .root()
            .flatMap(root -> field(root, Scope.of(findings, origin, environment)).root())
            .map(GatewayReader::read);
    return findings.outcome(settings);
  }

  private static Field field(Node root, Scope scope) {
    return new Field(scope, "", root, new Content.Nested(GatewayKeys.SHAPE));
  }

  /**
   * A fault that others than the loader find in a file that loads.
   *
   * @param path keys that lead there, from which the line is found
   */
  public static Fault fault(Path file, String path, String message) {
    return new Fault(file.toString(), position(file, path), path, message);
  }

  private static Position position(Path file, String path) {
    try {
      return DocumentReader.read(Files.readString(file), String.valueOf(file.getFileName()))
          .root()
          .flatMap(root -> PathSearch.find(root, path))
          .orElse(Position.WHOLE);
    } catch (IOException _) {
      return Position.WHOLE;
    }
  }

  private static ConfigOutcome decode(byte[] bytes, Path file, Map<String, String> environment) {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    var result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    out.flip();
    if (result.isError()) {
      var before = out.toString();
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      return refused(file, new Position(line, column), "is not UTF-8 text from here on");
    }
    return parse(out.toString(), file, environment);
  }

  private static ConfigOutcome refused(Path file, Position at, String message) {
    return new ConfigOutcome.Refused(
        List.of(new Fault(file.toString(), at, "", message)), List.of());
  }
}
