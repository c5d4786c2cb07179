package dev.dowser.server.app;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Another process that takes a data folder and keeps it until its input ends. */
final class FolderHolder implements AutoCloseable {
  static final URI URL = URI.create("http://127.0.0.1:9/mcp");
  private final Process process;

  private FolderHolder(Process process) {
    this.process = process;
  }

  /** Runs in the other process. */
  public static void main(String[] args) throws IOException {
    var held = Ownership.take(Path.of(args[0]));
    held.ifPresent(ownership -> ownership.announce(URL, "/etc/dowser.yaml"));
    System.out.write(held.isPresent() ? 'y' : 'n');
    System.out.flush();
    System.in.transferTo(OutputStream.nullOutputStream());
    held.ifPresent(Ownership::close);
  }

  static FolderHolder start(Path folder) throws IOException {
    var java = ProcessHandle.current().info().command().orElseThrow();
    var process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FolderHolder.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new FolderHolder(process);
  }

  /** Whether the other process got the folder. */
  boolean holds() throws IOException {
    return process.getInputStream().read() == 'y';
  }

  long pid() {
    return process.pid();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
