package dev.dowser.config.key;

/** Keys of {@code sessionStorage}, which the reference has. */
public final class StorageKeys {

  private static final String IN_MEMORY = "has no effect with provider memory";

  /** Where sessions are kept. */
  public static final Setting<String> PROVIDER =
      Setting.of("provider", Values.words("text that is not empty", "memory"), "").or("memory");

  /** All. */
  public static final Part STORAGE =
      Part.section(
          "sessionStorage",
          Shape.of(
              PROVIDER,
              Mention.warned("address", IN_MEMORY),
              Mention.warned("db", IN_MEMORY),
              Mention.warned("keyPrefix", IN_MEMORY)));

  private StorageKeys() {}
}
