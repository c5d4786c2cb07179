package dev.dowser.server.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dowser stdio}. */
@Command(
    name = "stdio",
    description = {
      "The same gateway over standard input and output, for desktop clients that only start processes.",
      "Attaches to the gateway that owns the data folder, or becomes it. Never builds."
    },
    mixinStandardHelpOptions = true)
final class StdioCommand implements Callable<Integer> {
  @Mixin private final GatewayOptions gateway = new GatewayOptions();

  @Override
  public Integer call() {
    // Whatever a library prints must not get between the messages.
    var protocol = System.out;
    System.setOut(System.err);
    var configuration = Configuration.load(gateway);
    try (var attachment = new Attachment(configuration)) {
      new StdioBridge(attachment, System.in, protocol).run();
    } finally {
      System.setOut(protocol);
    }
    return 0;
  }
}
