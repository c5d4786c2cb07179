package dev.dowser.config.importing;

import dev.dowser.config.ServerSettings;
import dev.dowser.config.document.Node;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises entries that stand for a gateway of ours. */
final class Gateways {

  private static final Pattern DOWSER = Pattern.compile("(.*[/\\\\])?dowser(\\.cmd|\\.exe)?");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Gateways() {}

  static boolean isOurs(Node.Mapping entry) {
    var args = Nodes.find(entry, "args").map(e -> Nodes.texts(e.value())).orElse(List.of());
    var starts =
        Nodes.textIn(entry, "command").filter(text -> DOWSER.matcher(text).matches()).isPresent()
            && args.contains("stdio");
    return starts
        || args.stream().anyMatch(arg -> arg.endsWith("dowser.jar") || isOwnAddress(arg))
        || List.of("url", "serverUrl", "httpUrl").stream()
            .anyMatch(key -> Nodes.textIn(entry, key).filter(Gateways::isOwnAddress).isPresent());
  }

  private static boolean isOwnAddress(String text) {
    try {
      var url = URI.create(text.strip());
      return url.getHost() != null
          && LOOPBACK.contains(url.getHost())
          && url.getPort() == ServerSettings.defaults().port();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
