package dev.dowser.server.telemetry;

/** Tokens of listings at this moment. May take a second when much has changed. */
public interface ListingSizes {

  /** Of the definitions that {@code tools/list} gives. */
  long shown();

  /** Of the definitions that it would give in mode {@code all}. */
  long whole();
}
