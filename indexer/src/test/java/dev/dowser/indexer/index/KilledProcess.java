package dev.dowser.indexer.index;

import dev.dowser.indexer.index.testing.Catalogs;
import dev.dowser.indexer.search.CodedVector;
import dev.dowser.indexer.search.TextAnalysis;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A Java process that writes as fast as it can, says after each step how much is safe, and is
 * killed without warning.
 */
final class KilledProcess {
  private KilledProcess() {}

  /**
   * Starts it, kills it after so many steps, and returns the last number it said.
   *
   * @param what {@code vectors} or {@code documents}
   */
  static int run(String what, Path folder, int steps) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                what,
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int safe = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int read = 0; read < steps; read++) {
        String line = lines.readLine();
        if (line == null) {
          throw new IOException("the process ended by itself after " + safe);
        }
        safe = Integer.parseInt(line);
      }
    } finally {
      process.destroyForcibly();
    }
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new IOException("the process cannot be killed");
    }
    return safe;
  }

  public static void main(String[] arguments) throws IOException {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var folder = Path.of(arguments[1]);
    if (arguments[0].equals("vectors")) {
      writeVectors(folder, out);
    } else {
      writeDocuments(folder, out);
    }
  }

  private static void writeVectors(Path folder, PrintStream out) {
    try (var cache = VectorCache.open(folder)) {
      for (int i = 0; i < 1_000_000; i++) {
        cache.put("space", VectorCacheTest.text(i), CodedVector.of(new float[] {0.6f, 0.8f, 0, 0}));
        cache.flush();
        out.println(i + 1);
      }
    }
  }

  private static void writeDocuments(Path folder, PrintStream out) throws IOException {
    var analysis = new TextAnalysis();
    try (var documents = DocumentStore.open(folder)) {
      for (int i = 0; i < 1_000_000; i++) {
        var tool = Catalogs.tool("server", "tool" + i, "Does the thing number " + i);
        var entry = new ToolEntry(ToolText.key(tool), tool);
        documents.put(entry, ToolText.words(tool, analysis));
        documents.commit();
        out.println(i + 1);
      }
    }
  }
}
