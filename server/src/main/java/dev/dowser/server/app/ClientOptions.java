package dev.dowser.server.app;

import dev.dowser.server.app.shell.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the verbs that ask a gateway: a running one, or one of their own. */
final class ClientOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec verb;

  @Mixin private final RunningOptions running = new RunningOptions();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Ask no running gateway: connect to the backends of this configuration for this question"
              + " alone.")
  private @Nullable Path config;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "With --config: where index, vectors and models are kept; :memory: keeps nothing.")
  private @Nullable String dataDir;

  /**
   * The gateway to ask.
   *
   * @param readiness what a gateway of our own waits for; a running one answers as it is
   */
  OpenGateway open(Readiness readiness) {
    if (config == null) {
      if (dataDir != null) {
        throw wrong("--data-dir goes with --config; a running gateway has its own");
      }
      return running.open();
    }
    if (running.namesOne()) {
      throw wrong("--config and --url exclude each other: a configuration is asked alone");
    }
    if (running.namesVirtualServer()) {
      throw wrong("--virtual-server asks a running gateway, it does not go with --config");
    }
    var configuration = Configuration.load(GatewayOptions.of(config, dataDir, running.debug()));
    if (!running.debug()) {
      Logging.errorsOnly();
    }
    return AloneGateway.start(configuration, Terminal.errors(System.getenv()), readiness);
  }

  private ParameterException wrong(String text) {
    if (verb == null) {
      throw new IllegalStateException("run by the command line only");
    }
    return new ParameterException(verb.commandLine(), text);
  }
}
