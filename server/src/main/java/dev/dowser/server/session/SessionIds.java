package dev.dowser.server.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Writes and reads session ids: base64url of format (1 byte), revision (1), capabilities and asked
 * mode (1), issued-at in epoch seconds (8), random (12), and the first 16 bytes of HMAC-SHA256 over
 * these and the name of the virtual server, so that the ids of one mean nothing to another.
 */
final class SessionIds {
  private static final byte FORMAT = 1;
  private static final int RANDOM_AT = 11;
  private static final int SIGNED = 23;
  private static final int LENGTH = SIGNED + 16;
  private static final int TEXT_LENGTH = LENGTH / 3 * 4;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKey key;
  private final byte[] virtualServer;
  private final SecureRandom random = new SecureRandom();

  /**
   * Ids of one virtual server.
   *
   * @param virtualServer its name; empty for the main one
   */
  SessionIds(SecretKey key, String virtualServer) {
    this.key = key;
    this.virtualServer = virtualServer.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What a valid id says.
   *
   * @param nonce its random part, which names the session for ever
   */
  record Ticket(Negotiated negotiated, Instant issuedAt, String nonce) {}

  /** A new id with its random part. */
  record Issued(String id, String nonce) {}

  Issued issue(Negotiated negotiated, Instant now) {
    var nonce = new byte[SIGNED - RANDOM_AT];
    random.nextBytes(nonce);
    var signed =
        ByteBuffer.allocate(SIGNED)
            .put(FORMAT)
            .put((byte) negotiated.revision().code())
            .put((byte) bits(negotiated))
            .putLong(now.getEpochSecond())
            .put(nonce)
            .array();
    var id = ByteBuffer.allocate(LENGTH).put(signed).put(signature(signed)).array();
    return new Issued(ENCODER.encodeToString(id), ENCODER.encodeToString(nonce));
  }

  /** Empty if the id is not one of ours. */
  Optional<Ticket> read(String id) {
    if (id.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(id);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    var signed = Arrays.copyOf(bytes, SIGNED);
    var given = Arrays.copyOfRange(bytes, SIGNED, LENGTH);
    return MessageDigest.isEqual(signature(signed), given) && signed[0] == FORMAT
        ? ticket(signed)
        : Optional.empty();
  }

  private static Optional<Ticket> ticket(byte[] signed) {
    var nonce = ENCODER.encodeToString(Arrays.copyOfRange(signed, RANDOM_AT, SIGNED));
    var issuedAt = Instant.ofEpochSecond(ByteBuffer.wrap(signed).getLong(3));
    return Revision.ofCode(signed[1])
        .map(revision ->
            new Ticket(
                new Negotiated(revision, capabilities(signed[2]), AskedMode.in(signed[2])),
                issuedAt,
                nonce));
  }

  private byte[] signature(byte[] signed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(signed);
      return Arrays.copyOf(mac.doFinal(virtualServer), LENGTH - SIGNED);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static int bits(Negotiated negotiated) {
    return negotiated.capabilities().stream().mapToInt(ClientCapability::bit).sum()
        + negotiated.mode().map(AskedMode::bit).orElse(0);
  }

  private static Set<ClientCapability> capabilities(int bits) {
    var capabilities = EnumSet.allOf(ClientCapability.class);
    capabilities.removeIf(capability -> (bits & capability.bit()) == 0);
    return capabilities;
  }
}
