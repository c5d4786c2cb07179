package dev.dowser.models.remote;

import dev.dowser.models.remote.EmbeddingServer.Api;
import java.net.URI;
import java.util.regex.Pattern;

/** The endpoints of a server, by whichever of its addresses was given. */
record Addresses(URI given) {
  private static final String TEI_PATH = "/embed";
  private static final String OPENAI_HOST = "api.openai.com";
  private static final String OPENAI_PATH = "/embeddings";

  /** Roots of OpenAI's API, such as {@code /v1} and {@code /v1beta/openai}. */
  private static final Pattern OPENAI_ROOT = Pattern.compile(".*/v\\d+[a-z]*(/openai)?");

  /** What the address alone says of how the server speaks. */
  Api api() {
    var path = path();
    if (path.endsWith(TEI_PATH)) {
      return Api.TEI;
    }
    return OPENAI_HOST.equalsIgnoreCase(given.getHost())
            || path.endsWith(OPENAI_PATH)
            || OPENAI_ROOT.matcher(path).matches()
        ? Api.OPENAI
        : Api.AUTO;
  }

  URI teiEmbed() {
    return with(teiRoot() + TEI_PATH);
  }

  URI teiInfo() {
    return with(teiRoot() + "/info");
  }

  URI openAiEmbeddings() {
    var path = path();
    if (path.endsWith(OPENAI_PATH)) {
      return with(path);
    }
    return with((path.isEmpty() ? "/v1" : path) + OPENAI_PATH);
  }

  private String teiRoot() {
    var path = path();
    return path.endsWith(TEI_PATH) ? path.substring(0, path.length() - TEI_PATH.length()) : path;
  }

  private String path() {
    var path = given.getRawPath() == null ? "" : given.getRawPath();
    return path.replaceAll("/+$", "");
  }

  private URI with(String path) {
    var query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
    return URI.create(given.getScheme() + "://" + given.getRawAuthority() + path + query);
  }

  /** For people: without the query, which may hold a secret. */
  static String shown(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
  }
}
