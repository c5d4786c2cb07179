package dev.dowser.indexer.search;

/** The parts of a tool's text that words are searched in, each with a weight of its own. */
public enum ToolField {
  /** Own name at the backend and, where it differs, the exposed name. */
  NAME(0, "name"),
  /** The backend's name. */
  SERVER(1, "server"),
  /** Title and description. */
  DESCRIPTION(2, "description"),
  /** Names of the parameters. */
  PARAMETER(3, "parameter"),
  /** Descriptions of the parameters. */
  PARAMETER_TEXT(4, "parameterText");

  private static final ToolField[] ALL = values();

  private final int position;
  private final String key;

  ToolField(int position, String key) {
    this.position = position;
    this.key = key;
  }

  /** Where lists by field have this one. */
  public int position() {
    return position;
  }

  /** Name of the field in the index. */
  public String key() {
    return key;
  }

  /** How many there are. */
  public static int count() {
    return ALL.length;
  }

  static ToolField at(int position) {
    return ALL[position];
  }
}
