package dev.dowser.server.metatools;

/** How much of each found tool {@code find_tool} shows. */
public enum Detail {
  /** Name, one-line signature, first sentence. */
  SIGNATURE,
  /** Name, whole description, whole input schema. */
  SCHEMA,
  /** Name alone. */
  NAME
}
