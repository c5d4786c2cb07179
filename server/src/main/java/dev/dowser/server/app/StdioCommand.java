package dev.dowser.server.app;

import dev.dowser.config.GatewaySettings;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dowser stdio}. */
@Command(
    name = "stdio",
    description = {
      "The same gateway over standard input and output, for desktop clients that only start processes.",
      "Attaches to the gateway that owns the data folder, or becomes it. Never builds."
    },
    mixinStandardHelpOptions = true)
final class StdioCommand implements Callable<Integer> {
  private static final int GRACE_SECONDS = 2;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = "--virtual-server",
      paramLabel = "NAME",
      description = "Speak for this virtual server of the configuration (default: the main one).")
  private String virtualServer = GatewaySettings.MAIN;

  @Override
  public Integer call() {
    // Whatever a library prints must not get between the messages.
    var protocol = System.out;
    System.setOut(System.err);
    endWithTheParent();
    var configuration = Configuration.load(gateway);
    try (var attachment = new Attachment(configuration, virtualServer)) {
      new StdioBridge(attachment, System.in, protocol).run();
    } finally {
      System.setOut(protocol);
    }
    return 0;
  }

  /**
   * A client that died closes our input, unless somebody else holds that pipe too. What runs is
   * ended by the shutdown hook.
   */
  private static void endWithTheParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> {
          var _ =
              parent
                  .onExit()
                  .thenRunAsync(
                      () -> System.exit(0),
                      CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS));
        });
  }
}
