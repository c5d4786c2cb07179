package dev.dowser.config;

import java.util.List;

/**
 * How tools of several backends get along with one set of names.
 *
 * @param conflictResolution the strategy
 * @param prefixFormat what goes before a tool's own name where the strategy puts something there;
 *     {@code {workload}} stands for the backend's name
 * @param priorityOrder names of backends, strongest first; empty unless the strategy is {@link
 *     ConflictResolution#PRIORITY}
 */
public record NamingSettings(
    ConflictResolution conflictResolution, String prefixFormat, List<String> priorityOrder) {

  /** Stands for the backend's name in {@link #prefixFormat()}. */
  public static final String WORKLOAD = "{workload}";

  /** Prefix where none is configured. */
  public static final String DEFAULT_PREFIX_FORMAT = WORKLOAD + "_";

  /** Copies the list. */
  public NamingSettings {
    priorityOrder = List.copyOf(priorityOrder);
  }

  /** Every tool gets the default prefix. */
  public static NamingSettings defaults() {
    return new NamingSettings(ConflictResolution.PREFIX, DEFAULT_PREFIX_FORMAT, List.of());
  }

  /** What is done about tools that have one name. */
  public enum ConflictResolution {
    /** Every tool gets its backend's prefix. */
    PREFIX,
    /** The first in an order keeps the name. */
    PRIORITY,
    /** The configuration must rename all but one. */
    MANUAL,
    /** Names are given once and kept. */
    AUTO
  }
}
