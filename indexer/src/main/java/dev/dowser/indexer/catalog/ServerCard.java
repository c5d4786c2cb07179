package dev.dowser.indexer.catalog;

/**
 * What a backend says of itself when it is greeted; each part is empty if it said nothing. None of
 * it is trusted: it is text of the backend's author.
 *
 * @param name {@code serverInfo.name}
 * @param title {@code serverInfo.title}
 * @param instructions {@code instructions} of the initialize result
 */
public record ServerCard(String name, String title, String instructions) {

  /** Nothing known. */
  public static final ServerCard UNKNOWN = new ServerCard("", "", "");
}
