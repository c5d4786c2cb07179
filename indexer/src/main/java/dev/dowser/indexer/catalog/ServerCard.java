package dev.dowser.indexer.catalog;

import java.util.Set;

/**
 * What a backend says of itself when it is greeted; each part is empty if it said nothing. None of
 * it is trusted: it is text of the backend's author.
 *
 * @param name {@code serverInfo.name}
 * @param title {@code serverInfo.title}
 * @param instructions {@code instructions} of the initialize result
 * @param capabilities what it declares; empty also if that is not known
 */
public record ServerCard(
    String name, String title, String instructions, Set<Capability> capabilities) {

  /** Nothing known. */
  public static final ServerCard UNKNOWN = new ServerCard("", "", "");

  /** Copies the set. */
  public ServerCard {
    capabilities = Set.copyOf(capabilities);
  }

  /** A server whose capabilities are not known. */
  public ServerCard(String name, String title, String instructions) {
    this(name, title, instructions, Set.of());
  }
}
