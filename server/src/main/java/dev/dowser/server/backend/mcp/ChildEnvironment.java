package dev.dowser.server.backend.mcp;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment of a backend's process: what a program needs to run as it would in the user's
 * shell (the default list of the MCP SDKs), what package runners need to reach their registry
 * (proxies, certificates, their own settings and folders), and what the configuration names. Our
 * secrets stay ours; the settings of package runners that hold secrets do, too.
 */
final class ChildEnvironment {
  private static final Set<String> NAMES =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "TERM",
          "LANG",
          "LANGUAGE",
          "TMPDIR",
          "TZ",
          "XDG_CACHE_HOME",
          "XDG_CONFIG_HOME",
          "XDG_DATA_HOME",
          "XDG_RUNTIME_DIR",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "ALL_PROXY",
          "NO_PROXY",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "NODE_EXTRA_CA_CERTS",
          "REQUESTS_CA_BUNDLE",
          "CURL_CA_BUNDLE",
          "PIP_CERT",
          "UV_NATIVE_TLS",
          "UV_CACHE_DIR",
          "NVM_DIR",
          "VOLTA_HOME");
  private static final Set<String> SECRET_PARTS = Set.of("AUTH", "TOKEN", "PASSWORD", "SECRET");

  private ChildEnvironment() {}

  static Map<String, String> of(StdioSpec spec, Map<String, String> ours) {
    var child = new TreeMap<String, String>();
    ours.forEach((name, value) -> {
      if (isHarmless(name) || spec.inheritEnv().contains(name)) {
        child.put(name, value);
      }
    });
    child.putAll(spec.env());
    return child;
  }

  private static boolean isHarmless(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    return NAMES.contains(name)
        || (upper.endsWith("_PROXY") && NAMES.contains(upper))
        || name.startsWith("LC_")
        || (upper.startsWith("NPM_CONFIG_") && SECRET_PARTS.stream().noneMatch(upper::contains));
  }
}
