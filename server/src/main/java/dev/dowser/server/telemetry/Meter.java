package dev.dowser.server.telemetry;

/**
 * All meters. Prometheus shows a dot as an underscore and adds the unit and, to counters, {@code
 * _total}; docs/metrics.md lists them so, and a test compares it with what is scraped.
 */
enum Meter {
  FIND("dowser.find", "", "Time to rank the tools for one query, by what took part"),
  REFUSED("dowser.find.refused", "needs", "Needs that got no hits because nothing suits them"),
  ANSWER("dowser.find.answer", "tokens", "Size of the answers of find_tool"),
  SHOWN(
      "dowser.shown",
      "tokens",
      "Tokens that clients got to know tools by: definitions listed, answers of find_tool, corrections of wrong calls"),
  LISTING(
      "dowser.listing",
      "tokens",
      "Tokens that the same clients would have got had the whole catalog been listed to them"),
  SAVED("dowser.saved", "tokens", "dowser_listing_tokens_total less dowser_shown_tokens_total"),
  RANK(
      "dowser.called.rank",
      "",
      "Calls by the rank that the tool had in the latest answer of find_tool that showed it to this session"),
  CALL("dowser.call", "", "Time of calls that went to a backend, by how they ended"),
  REJECTED("dowser.call.rejected", "", "Calls that were answered without any backend"),
  TOOLS("dowser.index.tools", "", "Tools that can be found"),
  PENDING("dowser.index.pending", "vectors", "Tools that can be found by words alone so far"),
  SESSIONS("dowser.sessions", "", "Client sessions held"),
  BACKENDS("dowser.backends", "", "Backends by state");

  private final String id;
  private final String unit;
  private final String help;

  Meter(String id, String unit, String help) {
    this.id = id;
    this.unit = unit;
    this.help = help;
  }

  String id() {
    return id;
  }

  String unit() {
    return unit;
  }

  String help() {
    return help;
  }

  /** Names of labels; each has few values. */
  static final class Label {
    /** Name of the virtual server. */
    static final String SERVER = "virtual_server";

    /** {@code hybrid}, {@code partial}, {@code lexical}. */
    static final String MODE = "mode";

    /** {@code definitions}, {@code answers}, {@code corrections}. */
    static final String KIND = "kind";

    /** Values of {@link Rank}. */
    static final String RANK = "rank";

    /** Name of a backend in the configuration. */
    static final String BACKEND = "backend";

    /** How a call ended. */
    static final String OUTCOME = "outcome";

    /** Why a call was not sent to a backend. */
    static final String REASON = "reason";

    /** State of a backend. */
    static final String STATE = "state";

    private Label() {}
  }
}
