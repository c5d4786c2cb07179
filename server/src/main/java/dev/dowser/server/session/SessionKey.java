package dev.dowser.server.session;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that signs session ids, in {@code session.key} of the data folder, for its owner only.
 */
final class SessionKey {
  private static final Logger log = LoggerFactory.getLogger(SessionKey.class);
  private static final String FILE = "session.key";
  private static final int BYTES = 32;
  private static final String OWNER_ONLY = "rw-------";

  private SessionKey() {}

  static SecretKey random() {
    return key(randomBytes());
  }

  /** Reads the folder's key; the first time it makes one. */
  static SecretKey in(Path folder) {
    var file = folder.resolve(FILE);
    try {
      return Files.exists(file) ? read(file) : create(file);
    } catch (IOException e) {
      throw new GatewayException(
          ErrorCode.INTERNAL, "the session key " + file + " cannot be read or written", e);
    }
  }

  private static SecretKey read(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    if (bytes.length == BYTES) {
      return key(bytes);
    }
    log.warn(
        "session key of {} bytes replaced, {} expected; sessions from before end: file={}",
        bytes.length,
        BYTES,
        file);
    return create(file);
  }

  private static SecretKey create(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var bytes = randomBytes();
    var fresh = createForOwner(file.resolveSibling(FILE + "." + ProcessHandle.current().pid()));
    Files.write(fresh, bytes);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return key(bytes);
  }

  private static Path createForOwner(Path file) throws IOException {
    Files.deleteIfExists(file);
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Files.createFile(
            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)))
        : Files.createFile(file);
  }

  private static byte[] randomBytes() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static SecretKey key(byte[] bytes) {
    return new SecretKeySpec(bytes, "HmacSHA256");
  }
}
