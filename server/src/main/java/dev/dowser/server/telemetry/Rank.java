package dev.dowser.server.telemetry;

import java.util.OptionalInt;

/** Where a called tool stood in what was found before. */
enum Rank {
  FIRST("1"),
  SECOND("2"),
  THIRD("3"),
  UP_TO_EIGHT("4-8"),
  BEYOND("9+"),
  /** No answer to this session showed it lately. */
  UNFOUND("unfound"),
  /** A caller without a session: there is no telling what it was shown. */
  UNKNOWN("unknown");

  private static final int PAGE = 8;

  private final String label;

  Rank(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The rank of a caller with a session, counted from 1. */
  static Rank of(OptionalInt rank) {
    if (rank.isEmpty()) {
      return UNFOUND;
    }
    return switch (rank.getAsInt()) {
      case 1 -> FIRST;
      case 2 -> SECOND;
      case 3 -> THIRD;
      default -> rank.getAsInt() <= PAGE ? UP_TO_EIGHT : BEYOND;
    };
  }
}
