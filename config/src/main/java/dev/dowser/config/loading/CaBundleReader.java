package dev.dowser.config.loading;

import dev.dowser.config.CaBundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code caBundlePath} and the certificates behind it. */
final class CaBundleReader {
  private static final int MAX_BYTES = 4 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----.*?-----END \\1-----", Pattern.DOTALL);
  private static final String CERTIFICATE = "CERTIFICATE";

  private CaBundleReader() {}

  static Optional<CaBundle> read(Field field, Optional<URI> url) {
    if (url.filter(address -> address.getScheme().equalsIgnoreCase("http")).isPresent()) {
      field.refuse("has no effect with an http:// address, expected https://");
      return Optional.empty();
    }
    return field.file().flatMap(file -> read(field, file));
  }

  private static Optional<CaBundle> read(Field field, Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES
          ? refused(field, file, file + " is larger than 4 MB; is it a bundle of certificates?")
          : authorities(field, file, new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException _) {
      return refused(field, file, "there is no file " + file);
    } catch (IOException e) {
      return refused(field, file, file + " cannot be read: " + e.getMessage());
    }
  }

  private static Optional<CaBundle> authorities(Field field, Path file, String text) {
    var certificates =
        BLOCK
            .matcher(text)
            .results()
            .filter(block -> block.group(1).equals(CERTIFICATE))
            .map(block -> block.group())
            .toList();
    if (certificates.isEmpty()) {
      return refused(field, file, "expected certificates in PEM, found none in " + file);
    }
    try {
      return Optional.of(new CaBundle(file, parsed(certificates)));
    } catch (CertificateException e) {
      return refused(field, file, file + " holds a broken certificate: " + e.getMessage());
    }
  }

  private static List<X509Certificate> parsed(List<String> pem) throws CertificateException {
    var all =
        new ByteArrayInputStream(String.join("\n", pem).getBytes(StandardCharsets.ISO_8859_1));
    return CertificateFactory.getInstance("X.509").generateCertificates(all).stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  private static Optional<CaBundle> refused(Field field, Path file, String message) {
    field.refuse(file, message);
    return Optional.empty();
  }
}
