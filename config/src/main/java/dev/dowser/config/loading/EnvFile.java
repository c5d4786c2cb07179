package dev.dowser.config.loading;

import dev.dowser.config.document.VariableLines;
import dev.dowser.config.key.GatewayKeys;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads {@code envFile}: variables for the rest of the configuration. */
final class EnvFile {

  private static final long MOST_BYTES = 1 << 20;

  private EnvFile() {}

  /** The document as it is read with the variables of its file, in the form of its kind. */
  static Section applied(Section document) {
    var servers = ClientServers.forms(document);
    var root = servers.isEmpty() ? document : document.as(GatewayKeys.ofClient(servers)).ofClient();
    var variables = document.field(GatewayKeys.ENV_FILE).map(EnvFile::read).orElseGet(Map::of);
    return root.with(variables);
  }

  private static Map<String, String> read(Field field) {
    return field.file().map(file -> read(field, file)).orElseGet(Map::of);
  }

  private static Map<String, String> read(Field field, Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        field.refuse(file, "%s is larger than 1 MB; is it a file of variables?".formatted(file));
        return Map.of();
      }
      var lines = VariableLines.read(Files.readString(file));
      lines
          .faults()
          .forEach(f ->
              field.refuse(file, "line %d of %s: %s".formatted(f.at().line(), file, f.message())));
      return lines.values();
    } catch (NoSuchFileException e) {
      field.refuse(file, "there is no file %s".formatted(file));
    } catch (CharacterCodingException e) {
      field.refuse(file, "%s is not UTF-8 text".formatted(file));
    } catch (IOException e) {
      field.refuse(file, "%s cannot be read: %s".formatted(file, e));
    }
    return Map.of();
  }
}
