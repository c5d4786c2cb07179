package dev.dowser.config.importing;

import dev.dowser.config.ServerSettings;
import dev.dowser.config.document.Node;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Recognises entries that stand for a gateway of ours. */
final class Gateways {

  private static final Pattern DOWSER = Pattern.compile("(.*[/\\\\])?dowser(\\.cmd|\\.exe)?");
  private static final String OUR_NAME = "dowser";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Gateways() {}

  /** Whatever its port, an address of this machine is ours under the name that connect gives. */
  static boolean isOurs(String name, Node.Mapping entry) {
    var args = Nodes.find(entry, "args").map(e -> Nodes.texts(e.value())).orElse(List.of());
    var starts =
        Nodes.textIn(entry, "command").filter(text -> DOWSER.matcher(text).matches()).isPresent()
            && args.contains("stdio");
    Predicate<String> isOurAddress = text -> isOwnAddress(text, name.equals(OUR_NAME));
    return starts
        || args.stream().anyMatch(arg -> arg.endsWith("dowser.jar") || isOurAddress.test(arg))
        || List.of("url", "serverUrl", "httpUrl").stream()
            .anyMatch(key -> Nodes.textIn(entry, key).filter(isOurAddress).isPresent());
  }

  private static boolean isOwnAddress(String text, boolean onAnyPort) {
    try {
      var url = URI.create(text.strip());
      return url.getHost() != null
          && LOOPBACK.contains(url.getHost())
          && (onAnyPort || url.getPort() == ServerSettings.defaults().port());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
