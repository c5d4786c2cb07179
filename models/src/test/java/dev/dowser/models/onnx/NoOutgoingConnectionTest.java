package dev.dowser.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each connection that a fresh JVM tries to open lands in a trap: Java's where a URL is opened (DJL
 * passes proxies by), native code's by the proxy variables. Nothing but our own code keeps DJL from
 * calling home there.
 */
@Timeout(120)
final class NoOutgoingConnectionTest {
  private final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket trap;

  @TempDir private Path folder;

  NoOutgoingConnectionTest() throws IOException {
    trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @BeforeEach
  void setTrap() {
    Thread.ofVirtual().start(this::countConnections);
  }

  @AfterEach
  void removeTrap() throws IOException {
    trap.close();
  }

  @Test
  void loadingAndEmbedding_connectNowhere() throws IOException, InterruptedException {
    assertThat(run(LoadAndEmbed.class)).isZero();

    assertThat(connections).hasValue(0);
    assertThat(folder.resolve("native/tokenizers")).isDirectory();
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void djlWithoutOurSettings_isCaughtByTheTrap() throws IOException, InterruptedException {
    assertThat(run(TokenizerAlone.class)).isZero();

    assertThat(connections).hasPositiveValue();
  }

  private int run(Class<?> main) throws IOException, InterruptedException {
    String port = Integer.toString(trap.getLocalPort());
    String url = "http://127.0.0.1:" + port;
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-Djava.io.tmpdir=" + folder,
            "-Duser.home=" + folder.resolve("home"),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            folder.toString(),
            port);
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeAll(List.of("OPT_OUT_TRACKING", "DJL_OFFLINE", "NO_PROXY", "no_proxy"));
    for (String name : List.of("http_proxy", "https_proxy", "all_proxy")) {
      environment.put(name, url);
      environment.put(name.toUpperCase(Locale.ROOT), url);
    }
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private void countConnections() {
    try {
      while (true) {
        trap.accept().close();
        connections.incrementAndGet();
      }
    } catch (SocketException e) {
      // the trap was removed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void trapUrls(int port) {
    URL.setURLStreamHandlerFactory(
        protocol -> Set.of("http", "https").contains(protocol) ? new TrapHandler(port) : null);
  }

  private static final class TrapHandler extends URLStreamHandler {
    private final int port;

    TrapHandler(int port) {
      this.port = port;
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      throw new IOException("trapped on the way to " + url);
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      return openConnection(url);
    }
  }

  /** Fresh JVM: what the gateway does. */
  static final class LoadAndEmbed {
    private LoadAndEmbed() {}

    public static void main(String[] arguments) {
      trapUrls(Integer.parseInt(arguments[1]));
      try (OnnxEmbedder embedder =
          OnnxEmbedder.load(EmbeddingModel.miniLm(), Path.of(arguments[0]))) {
        embedder.embedQuery("create an issue");
        embedder.embedDocuments(List.of("create an issue", "resize an image"));
      }
    }
  }

  /** Fresh JVM: what DJL does if nobody tells it otherwise. */
  static final class TokenizerAlone {
    private TokenizerAlone() {}

    public static void main(String[] arguments) throws IOException {
      trapUrls(Integer.parseInt(arguments[1]));
      LocatedModel model = LocatedModel.locate(EmbeddingModel.miniLm(), Path.of(arguments[0]));
      TextTokenizer.load(model.tokenizer(), 256).close();
    }
  }
}
