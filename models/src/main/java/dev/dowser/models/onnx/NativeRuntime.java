package dev.dowser.models.onnx;

import java.nio.file.Path;

/** Settings that DJL reads from system properties when its first class is used. */
final class NativeRuntime {
  private NativeRuntime() {}

  /**
   * Forbids DJL downloads and usage reports, and has it unpack its native library below this folder
   * instead of the user's home. Must come before any class of DJL is used.
   */
  static void prepare(Path dataFolder) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty(
        "ENGINE_CACHE_DIR", dataFolder.resolve("native").toAbsolutePath().toString());
  }
}
