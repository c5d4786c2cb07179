package dev.dowser.server.backend.mcp;

import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Makes and ends the HTTP clients of all backends: one that they share, and one more for each set
 * of authorities that some of them trust instead of the JDK's. Thread-safe.
 */
public final class HttpClients implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  // Node closes an idle connection after 5 s; a request on one that is just closing is lost, and
  // whether it ran unknown. So we let go first. Read once by the JDK, when the first client is
  // made.
  private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";
  private static final String KEEP_ALIVE_SECONDS = "4";

  // The JDK would not send a password to a proxy that tunnels, as proxies of companies do.
  private static final String NO_TUNNEL_LOGIN = "jdk.http.auth.tunneling.disabledSchemes";

  private final EnvironmentProxies proxies;
  private final Map<List<X509Certificate>, HttpClient> clients = new HashMap<>();

  /** Clients that use these proxies. */
  public HttpClients(EnvironmentProxies proxies) {
    this.proxies = proxies;
  }

  /** The proxies they use. */
  public EnvironmentProxies proxies() {
    return proxies;
  }

  /**
   * HTTP/1.1 with one selector thread and virtual threads, kept-alive connections without a bound,
   * and no redirects: a backend must not send our headers elsewhere.
   *
   * @param authorities trusted instead of those the JDK knows, if there are any
   */
  public synchronized HttpClient trusting(List<X509Certificate> authorities) {
    return clients.computeIfAbsent(List.copyOf(authorities), this::client);
  }

  private HttpClient client(List<X509Certificate> authorities) {
    prepareJdk();
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .proxy(proxies)
            .executor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory()));
    if (!authorities.isEmpty()) {
      builder.sslContext(Trust.in(authorities));
    }
    return builder.build();
  }

  /** To be called before the process makes its first HTTP client: the JDK reads these once. */
  public static void prepareJdk() {
    setUnlessGiven(KEEP_ALIVE, KEEP_ALIVE_SECONDS);
    setUnlessGiven(NO_TUNNEL_LOGIN, "");
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Ends all at once: streams that stay open are not waited for. */
  @Override
  public synchronized void close() {
    clients.values().forEach(HttpClient::shutdownNow);
  }
}
