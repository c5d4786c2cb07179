package dev.dowser.config.document;

/** Reads YAML or JSON, whichever a text is. */
public final class DocumentReader {

  private DocumentReader() {}

  /**
   * Reads a text.
   *
   * @param text all of it
   * @param fileName tells the format: {@code .json} and {@code .jsonc} are JSON, {@code .yaml} and
   *     {@code .yml} YAML (of which JSON counts as a part); else the first character decides
   */
  public static Document read(String text, String fileName) {
    var content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (fileName.endsWith(".json") || fileName.endsWith(".jsonc")) {
      return new JsonTree(content).read();
    }
    if (!content.stripLeading().startsWith("{")) {
      return new YamlTree(content).read();
    }
    // Tabs may indent JSON but not YAML, so what can be JSON is read as JSON.
    var json = new JsonTree(content).read();
    var yamlByName = fileName.endsWith(".yaml") || fileName.endsWith(".yml");
    return json.root().isEmpty() && yamlByName ? new YamlTree(content).read() : json;
  }
}
