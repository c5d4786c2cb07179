package dev.dowser.server.app;

import dev.dowser.server.app.bench.BenchCommand;
import dev.dowser.server.app.client.ConnectCommand;
import dev.dowser.server.app.client.InitCommand;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.backend.mcp.HttpClients;
import dev.dowser.server.fault.GatewayException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code dowser} command. Exit codes: 0 fine, 1 the user must fix something, 2 wrong usage. */
@Command(
    name = "dowser",
    description = "One MCP endpoint in front of many MCP servers: agents find and call tools.",
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Lines.class,
    subcommands = {
      ServeCommand.class,
      FindCommand.class,
      CallCommand.class,
      ToolsCommand.class,
      ReindexCommand.class,
      InitCommand.class,
      ValidateCommand.class,
      ConnectCommand.class,
      StdioCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      CompletionCommand.class,
      VersionCommand.class
    },
    footer = {"", "Each verb has its own --help. Documentation: README.md and docs/."})
public final class Main implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /** Runs a verb and exits with its code. */
  public static void main(String[] arguments) {
    HttpClients.prepareJdk();
    Logging.quietLibraries();
    // Models and programs read our numbers: no digits but 0-9.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    var code = commandLine().execute(arguments);
    System.exit(code);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::report);
  }

  private static int report(
      Exception fault, CommandLine command, CommandLine.ParseResult arguments) {
    command.getErr().println("dowser: " + text(fault, command));
    if (LOG.isDebugEnabled()) {
      fault.printStackTrace(command.getErr());
    }
    return 1;
  }

  private static String text(Exception fault, CommandLine command) {
    if (fault instanceof CommandFailed || fault instanceof GatewayException) {
      return String.valueOf(fault.getMessage());
    }
    var hint =
        command.getCommandSpec().findOption("--debug") == null
            ? ""
            : " (run it again with --debug for more)";
    return "unexpected fault: " + fault + hint;
  }

  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(this), "give a verb, such as: dowser serve, dowser find \"read a file\"");
  }
}
