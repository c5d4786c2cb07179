package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of one entry in our form, their secrets moved to variables. */
final class Values {

  private static final Pattern SCHEME = Pattern.compile("((?i:bearer|basic|token)\\s+)(\\S.*)");
  private static final Pattern FLAG = Pattern.compile("--?([A-Za-z][A-Za-z0-9_-]*)");
  private static final Pattern ASSIGNED = Pattern.compile("(--?([A-Za-z][A-Za-z0-9_-]*)=)(.+)");
  private static final Pattern HEADER = Pattern.compile("(([A-Za-z][A-Za-z0-9-]*):\\s*)(.+)");
  private static final Pattern QUERY = Pattern.compile("([?&]([^=&#]+)=)([^&#]+)");

  private final Journey journey;
  private final References references;
  private final String backend;

  Values(Journey journey, References references, String backend) {
    this.journey = journey;
    this.references = references;
    this.backend = backend;
  }

  String plain(String raw, Place place) {
    return references.translated(raw, place);
  }

  /** A mapping of texts, such as env or headers. */
  Map<String, String> named(Node.Mapping mapping, Place place) {
    var read = new LinkedHashMap<String, String>();
    for (var entry : mapping.entries()) {
      var at = place.under(entry.key(), entry.at());
      Nodes.text(entry.value())
          .ifPresentOrElse(
              text -> read.put(entry.key(), guarded(entry.key(), text, at)),
              () -> journey.leftOut(at, "has no value and is left out"));
    }
    return read;
  }

  /** Arguments of a program; those that follow a flag are named by it. */
  List<String> arguments(List<String> raw, Place place) {
    var read = new ArrayList<String>();
    var flag = "";
    for (int i = 0; i < raw.size(); i++) {
      var at = place.under(Integer.toString(i), place.at());
      read.add(argument(raw.get(i), flag, at));
      var matcher = FLAG.matcher(raw.get(i));
      flag = matcher.matches() ? matcher.group(1) : "";
    }
    return read;
  }

  private String argument(String raw, String flag, Place place) {
    for (var form : List.of(ASSIGNED, HEADER)) {
      var matcher = form.matcher(raw);
      if (matcher.matches() && SecretText.isSecret(matcher.group(2), matcher.group(3))) {
        return plain(matcher.group(1), place) + guarded(matcher.group(2), matcher.group(3), place);
      }
    }
    return raw.startsWith("-")
        ? plain(raw, place)
        : guarded(flag.isEmpty() ? "argument" : flag, raw, place);
  }

  /** A value by its name: as it is, or a reference to the variable that holds it now. */
  String guarded(String name, String raw, Place place) {
    if (!SecretText.isSecret(name, raw)) {
      return plain(raw, place);
    }
    if (SecretText.holdsReference(raw)) {
      journey.toDo(place, "looks like a secret, but holds a reference too; it stays as it is");
      return plain(raw, place);
    }
    var matcher = SCHEME.matcher(raw);
    return matcher.matches()
        ? matcher.group(1) + moved(name, matcher.group(2), place)
        : moved(name, raw, place);
  }

  private String moved(String name, String secret, Place place) {
    return "${" + journey.variables().keep(List.of(backend, name), secret, place.inWords()) + "}";
  }

  /** An address; a user and password in it become a header, for ours must not hold them. */
  String address(String raw, Map<String, String> headers, Place place) {
    var bare = raw.strip();
    try {
      var url = URI.create(bare);
      if (url.getRawUserInfo() != null) {
        bare = bare.replaceFirst(Pattern.quote(url.getRawUserInfo() + "@"), "");
        headers.putIfAbsent("Authorization", basic(url.getUserInfo(), place));
        journey.changed(place, "user and password of the address became an Authorization header");
      }
      if (url.getRawFragment() != null) {
        bare = bare.substring(0, bare.indexOf('#'));
        journey.leftOut(place, "what stands behind # is never sent and is left out");
      }
    } catch (IllegalArgumentException e) {
      return plain(bare, place); // with references in it, or wrong; the loader says so then
    }
    return query(bare, place);
  }

  private String basic(String user, Place place) {
    var encoded = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    return "Basic " + moved("Authorization", encoded, place);
  }

  private String query(String address, Place place) {
    return QUERY
        .matcher(plain(address, place))
        .replaceAll(found ->
            Matcher.quoteReplacement(
                SecretText.isSecret(found.group(2), found.group(3))
                    ? found.group(1) + moved(found.group(2), found.group(3), place)
                    : found.group()));
  }
}
