package dev.dowser.config;

/** How an HTTP backend speaks. */
public enum HttpTransport {
  /** One endpoint that answers by JSON or by a stream of events. */
  STREAMABLE_HTTP
}
