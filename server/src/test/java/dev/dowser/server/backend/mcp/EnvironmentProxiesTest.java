package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.fault.GatewayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class EnvironmentProxiesTest {

  private static String chosen(Map<String, String> environment, String uri) {
    var proxy = new EnvironmentProxies(environment).select(URI.create(uri)).getFirst();
    return proxy.type() == Proxy.Type.DIRECT
        ? "direct"
        : ((InetSocketAddress) proxy.address()).getHostString()
            + ":"
            + ((InetSocketAddress) proxy.address()).getPort();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY,http://p:3128,https://a.example/mcp,p:3128",
    "https_proxy,http://p:3128/,https://a.example/mcp,p:3128",
    "HTTPS_PROXY,p:3128,https://a.example/mcp,p:3128",
    "HTTPS_PROXY,http://u:pw@p,https://a.example/mcp,p:80",
    "HTTPS_PROXY,http://p:3128,http://a.example/mcp,direct",
    "HTTP_PROXY,http://p:3128,http://a.example/mcp,p:3128",
    "http_proxy,http://p:3128,https://a.example/mcp,direct",
    "ALL_PROXY,http://p:3128,https://a.example/mcp,p:3128",
    "all_proxy,http://p:3128,http://a.example/mcp,p:3128",
    "HTTPS_PROXY,' ',https://a.example/mcp,direct",
    "HTTPS_PROXY,http://p:3128,https://localhost/mcp,direct",
    "HTTPS_PROXY,http://p:3128,https://127.0.0.9:8/mcp,direct",
    "HTTPS_PROXY,http://p:3128,https://[::1]/mcp,direct",
  })
  void variable_namesTheProxyOfItsScheme(
      String variable, String value, String uri, String expected) {
    assertThat(chosen(Map.of(variable, value), uri)).isEqualTo(expected);
  }

  @Test
  void moreParticularAndSmallLetters_win() {
    var environment =
        Map.of("ALL_PROXY", "all:1", "HTTPS_PROXY", "large:1", "https_proxy", "small:1");

    assertThat(chosen(environment, "https://a.example/")).isEqualTo("small:1");
    assertThat(chosen(environment, "http://a.example/")).isEqualTo("all:1");
  }

  @ParameterizedTest
  @CsvSource({
    "*,a.example,direct",
    "a.example,a.example,direct",
    "A.Example,a.example,direct",
    "example,a.example,direct",
    ".example,a.example,direct",
    "*.example,a.example,direct",
    "'b.example, a.example',a.example,direct",
    "'b.example a.example',a.example,direct",
    "a.example:443,a.example,direct",
    "a.example:8443,a.example:8443,direct",
    "a.example:8443,a.example,p:1",
    "xample,a.example,p:1",
    "b.a.example,a.example,p:1",
    "10.0.0.0/8,10.9.8.7,direct",
    "10.0.0.0/8,11.9.8.7,p:1",
    "10.0.0.0/99,10.9.8.7,p:1",
    "192.168.1.16/28,192.168.1.31,direct",
    "192.168.1.16/28,192.168.1.32,p:1",
    "fd00::/8,[fd12::1],direct",
    "fd12::1,[fd12::1],direct",
    "[fd12::1],[fd12::1],direct",
    "10.9.8.7,10.9.8.7,direct",
    "8.7,10.9.8.7,p:1",
    "',,',a.example,p:1",
  })
  void hostsOfNoProxy_areReachedDirectly(String list, String host, String expected) {
    var environment = Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", list);

    assertThat(chosen(environment, "https://" + host + "/mcp")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socks5://p:1080", "https://p", "http://", "http://a b", "http://s3cret@"})
  void proxyThatCannotBeUsed_isNamedByItsVariable(String value) {
    var proxies = new EnvironmentProxies(Map.of("HTTPS_PROXY", value));

    assertThat(proxies.fault(URI.create("https://a.example/")).orElse(""))
        .contains("HTTPS_PROXY")
        .doesNotContain("s3cret");
    assertThat(proxies.fault(URI.create("http://a.example/"))).isEmpty();
    assertThat(proxies.fault(URI.create("https://localhost/"))).isEmpty();
  }

  /** What the proxy is asked when a backend is connected through it; it refuses everything. */
  private static List<String> asked(String login, String variable, String uri)
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    try (var proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var head = new CompletableFuture<List<String>>();
      Thread.ofVirtual().start(() -> refuse(proxy, head));
      var proxies =
          new EnvironmentProxies(
              Map.of(variable, "http://" + login + "127.0.0.1:" + proxy.getLocalPort()));
      try (var clients = new HttpClients(proxies)) {
        var address = URI.create(uri);
        var spec = new HttpSpec(address, Map.of("X-Key", "k"), 1024).with(proxies.headers(address));
        var connector = new HttpConnector(new BackendId("fake"), spec, clients.trusting(List.of()));
        assertThat(
                catchThrowableOfType(
                    GatewayException.class,
                    () ->
                        connector.connect(Duration.ofSeconds(10), new RecordingListener()).close()))
            .isNotNull();
      }
      return head.get(10, TimeUnit.SECONDS);
    }
  }

  private static void refuse(ServerSocket proxy, CompletableFuture<List<String>> head) {
    try (var client = proxy.accept()) {
      var in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      var lines = new ArrayList<String>();
      for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        lines.add(line);
      }
      head.complete(lines);
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      head.completeExceptionally(e);
    }
  }

  @Test
  void plainAddress_isAskedOfTheProxyWithItsLogin()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    assertThat(asked("u:p%40w@", "HTTP_PROXY", "http://a.example/mcp"))
        .contains("POST http://a.example/mcp HTTP/1.1", "X-Key: k")
        .contains("Proxy-Authorization: Basic dTpwQHc=");
  }

  @Test
  void encryptedAddress_isTunnelledAndTheProxySeesNoHeadersOfOurs()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    assertThat(asked("u:p%40w@", "HTTPS_PROXY", "https://a.example/mcp"))
        .contains("CONNECT a.example:443 HTTP/1.1", "Proxy-Authorization: Basic dTpwQHc=")
        .noneMatch(line -> line.startsWith("X-Key"));
  }

  @Test
  void proxyWithoutLogin_getsNone()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    assertThat(asked("", "HTTP_PROXY", "http://a.example/mcp"))
        .noneMatch(line -> line.startsWith("Proxy-Authorization"));
  }
}
