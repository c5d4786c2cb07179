package dev.dowser.server.mcp;

/** The answer to one HTTP request. Exactly one of its methods is called with effect, once. */
public interface Reply {

  /** Forms that the client takes. */
  Forms forms();

  /** Answers with one JSON message. */
  void json(int status, byte[] message);

  /** Answers with one JSON message and the id of the session it opened. */
  void opened(String sessionId, byte[] message);

  /** Answers without a body. */
  void empty(int status);

  /** Answers with an event stream; its head is sent with the first event. */
  EventSink stream();

  /** Which answers a client takes to a request. */
  enum Forms {
    /** JSON alone. */
    JSON,
    /** Either. */
    BOTH,
    /** Event streams alone. */
    STREAM
  }
}
