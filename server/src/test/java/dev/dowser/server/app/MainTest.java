package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MainTest {
  /** Runs in a process of its own: tells what the JDK would read, then what main does ends it. */
  static final class Teller {
    private Teller() {}

    public static void main(String[] arguments) {
      Runtime.getRuntime().addShutdownHook(new Thread(Teller::tell));
      Main.main(arguments);
    }

    private static void tell() {
      System.out.println(
          "schemes=[%s] keepalive=[%s]"
              .formatted(
                  System.getProperty("jdk.http.auth.tunneling.disabledSchemes"),
                  System.getProperty("jdk.httpclient.keepalive.timeout")));
    }
  }

  @Test
  void verbThatMakesAnHttpClientOfItsOwn_doesNotKeepProxyPasswordsFromBackends()
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Teller.class.getName(),
                "--help")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("schemes=[] keepalive=[4]");
  }
}
