package dev.dowser.indexer.catalog;

import java.util.List;

/**
 * A thing a backend can do. The definition is kept as the backend sent it, so that fields this
 * version does not know reach the client.
 *
 * @param id backend and own name
 * @param title for people, empty if the backend gave none
 * @param description empty if the backend gave none
 * @param parameters properties of the input schema in the schema's order
 * @param readOnly whether the backend says that the tool changes nothing ({@code readOnlyHint})
 * @param definition the whole definition as compact JSON object text
 */
public record Tool(
    ToolId id,
    String title,
    String description,
    List<Parameter> parameters,
    boolean readOnly,
    String definition) {

  /** Copies the list. */
  public Tool {
    parameters = List.copyOf(parameters);
  }
}
