package dev.dowser.server.gateway;

/** Who wants to hear of changed resources; compared by identity. */
public interface Subscriber {

  /** A resource changed; may be told often, must not block. */
  void updated(String uri);
}
