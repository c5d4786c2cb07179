package dev.dowser.indexer.catalog;

import java.util.List;

/**
 * A thing a backend can do, as the configuration offers it. Of the definition all is kept that the
 * backend sent, so that fields this version does not know reach the client.
 *
 * @param id backend and own name
 * @param offeredName what it is called before naming: its own name unless the configuration has
 *     another
 * @param title for people, empty if the backend gave none
 * @param description empty if the backend gave none
 * @param parameters properties of the input schema in the schema's order
 * @param readOnly whether the backend says that the tool changes nothing ({@code readOnlyHint})
 * @param definition the whole definition as compact JSON object text, with the own name
 * @param adaptation what becomes of a call's arguments on their way to the backend
 */
public record Tool(
    ToolId id,
    String offeredName,
    String title,
    String description,
    List<Parameter> parameters,
    boolean readOnly,
    String definition,
    Adaptation adaptation) {

  /** Copies the list. */
  public Tool {
    parameters = List.copyOf(parameters);
  }

  /** A tool as its backend has it. */
  public Tool(
      ToolId id,
      String title,
      String description,
      List<Parameter> parameters,
      boolean readOnly,
      String definition) {
    this(id, id.name(), title, description, parameters, readOnly, definition, Adaptation.NONE);
  }

  /** The same under another name and with changed arguments. */
  public Tool offeredAs(String name, Adaptation adaptation) {
    return new Tool(id, name, title, description, parameters, readOnly, definition, adaptation);
  }
}
