package dev.dowser.config.loading;

import dev.dowser.config.key.EmbeddingKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads secrets that stand in variables and files; none gets into a message. */
final class Tokens {

  private static final String AUTHORIZATION = "Authorization";
  private static final int MOST_BYTES = 64 * 1024;
  private static final Pattern CREDENTIALS = Pattern.compile("(?i)(?:bearer|basic|token)\\s");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]+");

  private Tokens() {}

  /** The headers, with a bearer token among them if one is given. */
  static Map<String, String> headers(Section section) {
    var headers =
        new LinkedHashMap<>(
            section.field(EmbeddingKeys.HEADERS).map(HeaderReader::read).orElseGet(Map::of));
    var variable = section.field(EmbeddingKeys.TOKEN_ENV);
    var file = section.field(EmbeddingKeys.TOKEN_FILE);
    variable
        .filter(_ -> file.isPresent())
        .ifPresent(field -> field.refuse("expected either tokenEnv or tokenFile, got both"));
    variable
        .or(() -> file)
        .filter(_ -> headers.keySet().stream().anyMatch(AUTHORIZATION::equalsIgnoreCase))
        .ifPresent(field -> field.refuse("headers have an Authorization already"));
    of(variable, file).ifPresent(token -> headers.put(AUTHORIZATION, "Bearer " + token));
    return headers;
  }

  /** The token of the variable that one field names, or in the file that the other one does. */
  static Optional<String> of(Optional<Field> variable, Optional<Field> file) {
    return variable
        .flatMap(field -> ofVariable(field).flatMap(token -> fit(field, token.strip())))
        .or(() -> file.flatMap(field -> ofFile(field).flatMap(token -> fit(field, token))));
  }

  /** The value of the variable that a field names, which must be set. */
  static Optional<String> ofVariable(Field field) {
    var name = field.text();
    var value =
        name.map(variable -> field.scope().environment().getOrDefault(variable, ""))
            .filter(token -> !token.isBlank());
    if (name.isPresent() && value.isEmpty()) {
      field.refuse(unset(name.get()));
    }
    return value;
  }

  /** What is no name may be the secret itself, from a file that had it there. */
  private static String unset(String name) {
    return VARIABLE.matcher(name).matches()
        ? "the environment variable \"%s\" is not set or empty".formatted(name)
        : "expected the name of an environment variable that is set";
  }

  /** What stands in the file that a field names, without space around; it must not be empty. */
  static Optional<String> ofFile(Field field) {
    return field
        .file()
        .flatMap(file -> content(field, file).filter(text -> holds(field, file, text)));
  }

  private static boolean holds(Field field, Path file, String text) {
    if (text.isEmpty()) {
      field.refuse(file, file + " is empty");
    }
    return !text.isEmpty();
  }

  private static Optional<String> content(Field field, Path file) {
    if (CREDENTIALS.matcher(String.valueOf(file.getFileName())).lookingAt()) {
      field.refuse("expected the path of a file, got what looks like a secret itself");
      return Optional.empty();
    }
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length <= MOST_BYTES) {
        return Optional.of(new String(bytes, StandardCharsets.UTF_8).strip());
      }
      field.refuse(file, file + " is larger than 64 KB; is it a token?");
    } catch (NoSuchFileException _) {
      field.refuse(file, "there is no file " + file);
    } catch (IOException e) {
      field.refuse(file, file + " cannot be read: " + e);
    }
    return Optional.empty();
  }

  private static Optional<String> fit(Field field, String token) {
    if (isFit(token)) {
      return Optional.of(token);
    }
    field.refuse("expected a token: visible ASCII characters without spaces");
    return Optional.empty();
  }

  /** Whether a header can carry it. */
  static boolean isFit(String token) {
    return TOKEN.matcher(token).matches();
  }
}
