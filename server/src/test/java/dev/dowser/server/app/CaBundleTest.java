package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.server.backend.mcp.EnvironmentProxies;
import dev.dowser.server.backend.mcp.HttpClients;
import dev.dowser.server.fault.GatewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate nobody but its own authority signed; it answers everything by 404. */
@Timeout(60)
final class CaBundleTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;

  private final HttpClients clients = new HttpClients(new EnvironmentProxies(Map.of()));
  private HttpsServer server;

  @BeforeEach
  void serve() throws IOException, GeneralSecurityException, InterruptedException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store("server"), PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    clients.close();
  }

  private static KeyStore store(String name)
      throws IOException, GeneralSecurityException, InterruptedException {
    var file = folder.resolve(name + ".p12");
    if (Files.notExists(file)) {
      var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
      var command =
          "%s -genkeypair -keystore %s -storepass changeit -alias key -keyalg EC -validity 2 -dname CN=%s -ext san=ip:127.0.0.1"
              .formatted(tool, file, name);
      var made =
          new ProcessBuilder(command.split(" "))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(made.waitFor(50, TimeUnit.SECONDS)).isTrue();
    }
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private static String pem(String name)
      throws IOException, GeneralSecurityException, InterruptedException {
    var certificate = store(name).getCertificate("key");
    return "# "
        + name
        + "\n-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private String refusal(String... authorities)
      throws IOException, GeneralSecurityException, InterruptedException {
    var keys = "url: 'https://127.0.0.1:" + server.getAddress().getPort() + "/mcp'";
    if (authorities.length > 0) {
      var bundle = new StringBuilder();
      for (var authority : authorities) {
        bundle.append(pem(authority));
      }
      Files.writeString(folder.resolve("ca.pem"), bundle);
      keys += ", caBundlePath: ca.pem";
    }
    var file =
        Files.writeString(
            folder.resolve("dowser.yaml"),
            "backends: [{name: b, transport: streamable-http, " + keys + "}]");
    var settings = ((ConfigOutcome.Loaded) ConfigLoader.load(file, Map.of())).settings();
    var plans =
        Translation.plans(settings.virtualServer().backends(), settings.operational(), clients);
    var refusal =
        catchThrowableOfType(
            GatewayException.class,
            () ->
                plans
                    .getFirst()
                    .connector()
                    .connect(Duration.ofSeconds(20), new DeafListener())
                    .close());
    return String.valueOf(refusal.getMessage());
  }

  @Test
  void authorityOfTheBundle_isTrusted()
      throws IOException, GeneralSecurityException, InterruptedException {
    assertThat(refusal("other", "server")).isEqualTo("the backend answered 404");
  }

  @Test
  void authorityNotInTheBundle_isNotTrusted()
      throws IOException, GeneralSecurityException, InterruptedException {
    assertThat(refusal("other")).contains("no TLS connection");
  }

  @Test
  void withoutABundle_theJdkDecides()
      throws IOException, GeneralSecurityException, InterruptedException {
    assertThat(refusal()).contains("no TLS connection");
  }

  private String modelsRefusal(String authority)
      throws IOException, GeneralSecurityException, InterruptedException {
    Files.writeString(folder.resolve("ca.pem"), pem(authority));
    var url = "https://127.0.0.1:" + server.getAddress().getPort();
    var file =
        Files.writeString(
            folder.resolve("dowser.yaml"),
            "backends: []\nembedding: {url: '" + url + "', remoteModel: m, caBundlePath: ca.pem}");
    var settings = ((ConfigOutcome.Loaded) ConfigLoader.load(file, Map.of())).settings();
    var settled = new ArrayBlockingQueue<EmbedderState>(9);
    try (var source = EmbeddingTranslation.source(settings.embedding(), folder, clients)) {
      source.whenSettled(settled::add);
      return String.valueOf(settled.poll(40, TimeUnit.SECONDS));
    }
  }

  @Test
  void embeddingServer_isTrustedByItsBundle()
      throws IOException, GeneralSecurityException, InterruptedException {
    assertThat(modelsRefusal("server")).contains("has no such endpoint or model (404)");
    assertThat(modelsRefusal("other")).contains("no TLS connection to the embedding server");
  }
}
