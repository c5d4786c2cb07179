package dev.dowser.models.remote;

import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server answered. Of its text only short codes get into a message: it may repeat a token.
 *
 * @param address what was asked
 * @param body empty if it was too large
 * @param retryAfter what the server asks for, as it stands
 * @param location where it redirects to, as it stands
 */
record Reply(
    URI address,
    int status,
    Optional<byte[]> body,
    Optional<String> retryAfter,
    Optional<String> location) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");

  static Reply of(URI address, HttpResponse<Optional<byte[]>> response) {
    var headers = response.headers();
    return new Reply(
        address,
        response.statusCode(),
        response.body(),
        headers.firstValue("Retry-After"),
        headers.firstValue("Location"));
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * The answer.
   *
   * @throws EmbeddingException if there is none
   */
  JsonNode json() {
    if (!isSuccess()) {
      throw refusal();
    }
    var bytes =
        body.orElseThrow(
            () -> broken("its answer is larger than the vectors that were asked for can be"));
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException _) {
      throw broken("expected JSON, got something else");
    }
  }

  private EmbeddingException broken(String what) {
    return new EmbeddingException(
        Reason.BROKEN, "the embedding server at %s: %s".formatted(Addresses.shown(address), what));
  }

  /** What a status other than success means. */
  EmbeddingException refusal() {
    return switch (status) {
      case 429 -> busy();
      case 503 -> retryAfter.isPresent() ? busy() : away("does not serve now");
      case 301, 302, 303, 307, 308 ->
          away("redirects%s, which is not followed".formatted(target()));
      case 401, 403, 407 -> away("refuses us: is the token right?");
      case 404, 405 -> away("has no such endpoint or model");
      case 408, 502, 504 -> away("does not serve now");
      default ->
          new EmbeddingException(
              Reason.BROKEN, "the embedding server answers %s".formatted(statusAndCode()));
    };
  }

  private EmbeddingException away(String what) {
    return new EmbeddingException(
        Reason.AWAY,
        "the embedding server at %s %s (%s)"
            .formatted(Addresses.shown(address), what, statusAndCode()));
  }

  private EmbeddingException busy() {
    return new EmbeddingException(
        Reason.BUSY,
        "the embedding server has too much to do (%s)".formatted(statusAndCode()),
        pause());
  }

  private Duration pause() {
    return RetryAfter.read(retryAfter);
  }

  private String target() {
    try {
      return location
          .map(text -> address.resolve(text.strip()))
          .filter(to -> to.getHost() != null && to.getRawUserInfo() == null)
          .map(to -> " to " + Addresses.shown(to))
          .orElse("");
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private String statusAndCode() {
    return code().map(code -> status + ", " + code).orElse(Integer.toString(status));
  }

  /** Such as {@code model_not_found} or {@code Tokenizer}. */
  private Optional<String> code() {
    return body.flatMap(Reply::parsed).stream()
        .flatMap(root -> Stream.of(root.path("error"), root))
        .flatMap(at -> Stream.of(at.path("code"), at.path("error_type"), at.path("type")))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(text -> CODE.matcher(text).matches())
        .findFirst();
  }

  private static Optional<JsonNode> parsed(byte[] bytes) {
    try {
      return Optional.of(MAPPER.readTree(bytes));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
