package dev.dowser.models.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An embedding server and how it wants to be asked.
 *
 * @param url where it is: its root, the root of its API ({@code .../v1}) or the endpoint itself
 * @param api how it speaks
 * @param model the model it is asked for; OpenAI's API needs it
 * @param dimensions length of the vectors it is asked for, where it has several
 * @param headers sent with every request; values may be secrets and are never shown
 * @param limits bounds on what it is asked
 * @param texts what texts look like when they are sent
 */
public record EmbeddingServer(
    URI url,
    Api api,
    Optional<String> model,
    OptionalInt dimensions,
    Map<String, String> headers,
    Limits limits,
    Texts texts) {

  /** How a server speaks. */
  public enum Api {
    /** Text Embeddings Inference: {@code POST /embed}. */
    TEI,
    /** {@code POST /v1/embeddings}. */
    OPENAI,
    /** Found out: by the address, or by asking for {@code /info}, which only TEI has. */
    AUTO;

    /** What an address alone says; {@link #AUTO} if the server has to be asked. */
    public static Api saidBy(URI address) {
      return new Addresses(address).api();
    }
  }

  /**
   * Bounds on what a server is asked.
   *
   * @param timeout longest time for a request with documents
   * @param queryTimeout longest time for a query, after which search uses words alone
   * @param batch most texts of a request, at least 2: one of them is ours
   */
  public record Limits(Duration timeout, Duration queryTimeout, int batch) {

    /** Checks the batch. */
    public Limits {
      if (batch < 2) {
        throw new IllegalArgumentException("batch must be at least 2, got " + batch);
      }
    }
  }

  /**
   * What texts look like when they are sent.
   *
   * @param queryPrefix put before each text that searches; may be empty
   * @param documentPrefix put before each text that is to be found; may be empty
   * @param longest characters after which a text is cut, the prefix not counted
   */
  public record Texts(String queryPrefix, String documentPrefix, int longest) {

    String query(String text) {
      return whole(queryPrefix, text);
    }

    String document(String text) {
      return whole(documentPrefix, text);
    }

    /** Servers refuse a text that is empty. */
    private String whole(String prefix, String text) {
      var sent = prefix + cut(text);
      return sent.isBlank() ? "." : sent;
    }

    private String cut(String text) {
      if (text.length() <= longest) {
        return text;
      }
      var end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
      return text.substring(0, end);
    }
  }

  /** Copies the headers. */
  public EmbeddingServer {
    headers = Map.copyOf(headers);
  }

  /** Without the values of headers and without what an address may carry besides its host. */
  @Override
  public String toString() {
    return "EmbeddingServer[host=%s, api=%s, model=%s, headers=%s]"
        .formatted(url.getHost(), api, model.orElse("-"), headers.keySet());
  }
}
