package dev.dowser.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.HttpBackendSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaBundleReaderTest {
  @TempDir private Path folder;

  private ConfigOutcome load(String bundle) throws IOException {
    Files.writeString(folder.resolve("ca.pem"), bundle);
    var file = folder.resolve("dowser.yaml");
    Files.writeString(file, "backends:\n- { name: a, url: 'https://h', caBundlePath: ca.pem }\n");
    return ConfigLoader.load(file, Map.of());
  }

  /** Any two that the JDK knows. */
  private static List<X509Certificate> two() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    var known = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
    return Arrays.stream(known).limit(2).toList();
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  @Test
  void certificatesAmongOtherText_areRead() throws IOException, GeneralSecurityException {
    var two = two();
    var text =
        "Our root, é\n"
            + pem(two.getFirst())
            + pem("PRIVATE KEY", new byte[] {1, 2})
            + pem(two.getLast()).replace("\n", "\r\n");

    var backend = Configs.backends(Configs.settings(load(text))).getFirst();

    var bundle = ((HttpBackendSettings) backend).caBundle().orElseThrow();
    assertThat(bundle.authorities()).isEqualTo(two);
    assertThat(bundle.file()).isEqualTo(folder.resolve("ca.pem"));
    assertThat(backend.toString()).contains("authorities=(2)");
  }

  @Test
  void fileWithoutCertificates_isNamed() throws IOException {
    assertThat(Configs.faults(load("hello\n")))
        .containsExactly(
            "2 backends[0].caBundlePath: expected certificates in PEM, found none in "
                + folder.resolve("ca.pem"));
  }

  @Test
  void variableInThePath_isNotTold() {
    var text = "backends:\n- { name: a, url: 'https://h', caBundlePath: '${DIR}/ca.pem' }\n";

    assertThat(
            Configs.faults(
                ConfigLoader.parse(text, folder.resolve("x.yaml"), Map.of("DIR", "s3cret"))))
        .containsExactly(
            "2 backends[0].caBundlePath: there is no file \"${DIR}/ca.pem\" with its variables replaced");
  }

  @Test
  void brokenCertificate_isNamedAlsoBehindAGoodOne() throws IOException, GeneralSecurityException {
    var text = pem(two().getFirst()) + pem("CERTIFICATE", new byte[] {1, 2, 3});

    assertThat(Configs.faults(load(text)))
        .singleElement()
        .asString()
        .startsWith("2 backends[0].caBundlePath: " + folder.resolve("ca.pem") + " holds a broken");
  }

  @Test
  void fileThatIsNoBundle_isNotReadWhole() throws IOException {
    assertThat(Configs.faults(load("x".repeat((4 << 20) + 1))))
        .singleElement()
        .asString()
        .contains("is larger than 4 MB");
  }
}
