package dev.dowser.server.backend.mcp;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The fake backend as a process. The argument says how it behaves outside of calls: {@code normal},
 * {@code silent}, {@code exits}, {@code deaf} (stops reading after the handshake), {@code old} (an
 * unknown revision), {@code stubborn} (ignores the end of its input and SIGTERM, and has a child
 * that does so, too).
 */
final class HostileProcess implements HostileScript.Out {
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  private final PrintStream err =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  private HostileProcess() {}

  /** Starts it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    new HostileProcess().run(args[0]);
  }

  /** The command line that starts it with the JDK of this test. */
  static StdioSpec spec(String mode, int maxLineBytes) {
    var java = ProcessHandle.current().info().command().orElseThrow();
    return new StdioSpec(
        java,
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx512m",
            "-cp",
            HostileProcess.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
            HostileProcess.class.getName(),
            mode),
        Map.of("GIVEN", "yes"),
        Set.of("INHERITED"),
        Optional.empty(),
        maxLineBytes);
  }

  private void run(String mode) throws IOException, InterruptedException {
    err.println("hostile backend starts as " + mode);
    switch (mode) {
      case "exits" -> {
        err.println("cannot find my key");
        Runtime.getRuntime().halt(3);
      }
      case "silent" -> stay();
      case "stubborn" -> {
        var _ =
            new ProcessBuilder("/bin/sh", "-c", "trap '' TERM; while :; do sleep 60; done")
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(HostileProcess::stay));
        serve(new HostileScript("2025-11-25"), Integer.MAX_VALUE);
        stay();
      }
      case "deaf" -> {
        serve(new HostileScript("2025-11-25"), 2);
        stay();
      }
      case "old" -> serve(new HostileScript("1999-01-01"), Integer.MAX_VALUE);
      default -> serve(new HostileScript("2025-06-18"), Integer.MAX_VALUE);
    }
  }

  private void serve(HostileScript script, int messages) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    for (var i = 0; i < messages && (line = in.readLine()) != null; i++) {
      var message = line;
      if (message.contains("slow_progress")) {
        new Thread(() -> script.accept(message, this)).start();
      } else {
        script.accept(message, this);
      }
    }
  }

  private static void stay() {
    try {
      var _ = new CountDownLatch(1).await(1, TimeUnit.HOURS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void send(String message) {
    synchronized (out) {
      out.append(message).append('\n').flush();
    }
  }

  @Override
  public void babble(String text) {
    send(text);
  }

  @Override
  public void die() {
    out.append("{\"jsonrpc\":\"2.0\",\"result\":{\"con").flush();
    err.println("out of memory");
    Runtime.getRuntime().halt(9);
  }
}
