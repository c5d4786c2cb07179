package dev.dowser.server.app;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An MCP server over stdio with two tools, started as a process. */
final class TinyBackend {
  /** A city whose weather takes many words. */
  static final String TALKATIVE = "Longyearbyen";

  /** What is told of it. */
  static final String TALK = "Clouds come, clouds go. ".repeat(200);

  private static final Pattern ID = Pattern.compile("\"id\":(\"[^\"]*\"|-?\\d+)");
  private static final String TOOLS =
      "{\"tools\":[{\"name\":\"weather\",\"description\":\"Tells the weather of a city\","
          + "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}},"
          + "{\"name\":\"secret\",\"description\":\"Reads a secret\",\"inputSchema\":{\"type\":\"object\"}}]}";

  private TinyBackend() {}

  /** Its command line, as a configuration has it. */
  static List<String> command() {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        TinyBackend.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
        TinyBackend.class.getName());
  }

  /**
   * The same, leaving a line in the file {@code starts} of a folder each time it is started, and
   * silent as long as there is a file {@code hold}. If there is a file {@code renamed}, the tool
   * {@code secret} is called {@code riddle}, which is not announced.
   */
  static List<String> command(Path folder) {
    return Stream.concat(command().stream(), Stream.of(folder.toString())).toList();
  }

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    boolean silent = args.length > 0 && started(Path.of(args[0]));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var id = ID.matcher(line);
      if (id.find() && !silent) {
        out.println(
            "{\"jsonrpc\":\"2.0\",\"id\":"
                + id.group(1)
                + ",\"result\":"
                + (hasFile(args, "renamed")
                    ? result(line).replace("\"secret\"", "\"riddle\"")
                    : result(line))
                + "}");
      }
    }
  }

  private static boolean hasFile(String[] args, String name) {
    return args.length > 0 && Files.exists(Path.of(args[0]).resolve(name));
  }

  private static boolean started(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("starts"),
        "started\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return Files.exists(folder.resolve("hold"));
  }

  private static String result(String line) {
    if (line.contains("\"initialize\"")) {
      return "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
          + "\"serverInfo\":{\"name\":\"tiny\",\"version\":\"1\"}}";
    }
    if (line.contains("\"tools/list\"")) {
      return TOOLS;
    }
    var text = line.contains(TALKATIVE) ? TALK : "sunny";
    return "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
  }
}
