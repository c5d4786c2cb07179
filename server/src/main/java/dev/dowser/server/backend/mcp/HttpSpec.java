package dev.dowser.server.backend.mcp;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a backend answers over HTTP.
 *
 * @param uri its MCP endpoint
 * @param headers sent with every request; values may be secrets and are never logged
 * @param maxResultBytes largest message it may send
 */
public record HttpSpec(URI uri, Map<String, String> headers, int maxResultBytes) {

  /** The default of {@code maxResultBytes}: 100 MB. */
  public static final int DEFAULT_MAX_RESULT_BYTES = 100 * 1024 * 1024;

  /** Copies the headers. */
  public HttpSpec {
    headers = Map.copyOf(headers);
  }

  /** The same under another address. */
  HttpSpec movedTo(URI address) {
    return new HttpSpec(address, headers, maxResultBytes);
  }

  /** The same with further headers. */
  public HttpSpec with(Map<String, String> further) {
    var all = new HashMap<>(headers);
    all.putAll(further);
    return new HttpSpec(uri, all, maxResultBytes);
  }

  /** Without the values of headers and without what an address may carry besides its host. */
  @Override
  public String toString() {
    return "HttpSpec[host=" + uri.getHost() + ", headers=" + headers.keySet() + "]";
  }
}
