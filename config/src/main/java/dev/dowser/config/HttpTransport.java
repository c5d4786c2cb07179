package dev.dowser.config;

/** How an HTTP backend speaks. */
public enum HttpTransport {
  /** One endpoint that answers by JSON or by a stream of events. */
  STREAMABLE_HTTP,
  /** One stream of events, and an address for messages that it names. */
  SSE,
  /** One of both; the gateway finds out. */
  PROBED
}
