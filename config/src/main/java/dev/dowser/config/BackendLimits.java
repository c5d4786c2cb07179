package dev.dowser.config;

import java.time.Duration;

/**
 * Bounds of one backend.
 *
 * @param startTimeout longest time until the handshake is done
 * @param maxResultBytes largest result that is taken
 * @param maxLineBytes longest line that a process may write; without meaning for HTTP
 */
public record BackendLimits(Duration startTimeout, long maxResultBytes, long maxLineBytes) {

  /** 100 MB. */
  public static final long DEFAULT_MAX_RESULT_BYTES = 100L << 20;

  /** 16 MB. */
  public static final long DEFAULT_MAX_LINE_BYTES = 16L << 20;

  /** A process may have to fetch its package first. */
  public static final Duration DEFAULT_STDIO_START = Duration.ofMinutes(2);

  /** A remote server has nothing to fetch. */
  public static final Duration DEFAULT_HTTP_START = Duration.ofSeconds(30);

  /** Defaults of a process. */
  public static BackendLimits ofStdio() {
    return new BackendLimits(DEFAULT_STDIO_START, DEFAULT_MAX_RESULT_BYTES, DEFAULT_MAX_LINE_BYTES);
  }

  /** Defaults of a remote server. */
  public static BackendLimits ofHttp() {
    return new BackendLimits(DEFAULT_HTTP_START, DEFAULT_MAX_RESULT_BYTES, DEFAULT_MAX_LINE_BYTES);
  }
}
