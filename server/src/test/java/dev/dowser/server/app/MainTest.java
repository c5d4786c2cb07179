package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
          "schemes=[%s] keepalive=[%s] number=[%d]"
              .formatted(
                  System.getProperty("jdk.http.auth.tunneling.disabledSchemes"),
                  System.getProperty("jdk.httpclient.keepalive.timeout"),
                  15_830));
    }
  }

  @Test
  void verbThatMakesAnHttpClientOfItsOwn_doesNotKeepProxyPasswordsFromBackends()
      throws IOException {
    assertThat(told()).contains("schemes=[] keepalive=[4]");
  }

  @Test
  void systemWhoseLanguageHasOtherDigits_getsNumbersThatModelsCanSendBack() throws IOException {
    assertThat(told("-Duser.language=fa", "-Duser.country=IR")).contains("number=[15830]");
  }

  private static String told(String... properties) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(properties));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Teller.class.getName(), "--help"));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
