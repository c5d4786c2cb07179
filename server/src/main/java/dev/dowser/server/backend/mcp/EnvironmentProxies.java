package dev.dowser.server.backend.mcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment names, as other programs read it: {@code HTTPS_PROXY} and {@code
 * HTTP_PROXY} by the scheme of the address, else {@code ALL_PROXY}, except for what {@code
 * NO_PROXY} lists and for this machine. Names in small letters win. Where the environment names
 * none, the JDK's own settings hold.
 */
public final class EnvironmentProxies extends ProxySelector {
  private static final int STANDARD_PORT = 80;

  private final Map<String, String> environment;
  private final DirectHosts direct;

  /** Proxies of an environment. */
  public EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.direct = DirectHosts.of(value("NO_PROXY").orElse(""));
  }

  /** A proxy and who we are there. */
  private record Named(String variable, URI address) {
    boolean isUsable() {
      return "http".equalsIgnoreCase(address.getScheme()) && address.getHost() != null;
    }

    Proxy proxy() {
      var port = address.getPort() < 0 ? STANDARD_PORT : address.getPort();
      return new Proxy(
          Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port));
    }
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (direct.holds(uri)) {
      return List.of(Proxy.NO_PROXY);
    }
    var named = named(uri);
    if (named.isPresent()) {
      return List.of(named.get().proxy());
    }
    var ofJdk = ProxySelector.getDefault();
    return ofJdk == null ? List.of(Proxy.NO_PROXY) : ofJdk.select(uri);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException fault) {
    // the request fails and says so
  }

  /** Why the proxy of this address cannot be used; never shows the value. */
  public Optional<String> fault(URI uri) {
    return named(uri)
        .filter(named -> !named.isUsable())
        .map(named ->
            "the proxy in "
                + named.variable()
                + " cannot be used: expected [http://][user:password@]host[:port]");
  }

  /** The login that the proxy of this address wants, as a header. */
  public Map<String, String> headers(URI uri) {
    return named(uri)
        .map(named -> named.address().getRawUserInfo())
        .map(login -> URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8))
        .map(login ->
            Map.of(
                "Proxy-Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))))
        .orElse(Map.of());
  }

  private Optional<Named> named(URI uri) {
    if (direct.holds(uri)) {
      return Optional.empty();
    }
    var scheme = uri.getScheme().toUpperCase(Locale.ROOT);
    return Stream.of(scheme + "_PROXY", "ALL_PROXY")
        .flatMap(name -> value(name).map(value -> new Named(name, address(value))).stream())
        .findFirst();
  }

  private static URI address(String value) {
    try {
      return URI.create(value.contains("://") ? value : "http://" + value);
    } catch (IllegalArgumentException _) {
      return URI.create("unusable:proxy");
    }
  }

  private Optional<String> value(String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT), name)
        .flatMap(spelling -> Stream.ofNullable(environment.get(spelling)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
