package dev.dowser.server.backend.mcp;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Makes the one HTTP client that all backends share. */
public final class HttpClients {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  // Node closes an idle connection after 5 s; a request on one that is just closing is lost, and
  // whether it ran unknown. So we let go first. Read once by the JDK, when the first client is
  // made.
  private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";
  private static final String KEEP_ALIVE_SECONDS = "4";

  private HttpClients() {}

  /**
   * HTTP/1.1 with one selector thread and virtual threads, kept-alive connections without a bound,
   * and no redirects: a backend must not send our headers elsewhere. The caller closes it, after
   * all connections that use it.
   */
  public static HttpClient shared() {
    if (System.getProperty(KEEP_ALIVE) == null) {
      System.setProperty(KEEP_ALIVE, KEEP_ALIVE_SECONDS);
    }
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_LIMIT)
        .executor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory()))
        .build();
  }
}
