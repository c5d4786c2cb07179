package dev.dowser.server.app;

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
      StdioCommand.class,
      BenchCommand.class,
      VersionCommand.class
    },
    footer = {"", "Each verb has its own --help. Documentation: README.md and docs/."})
public final class Main implements Runnable {
  /** Runs a verb and exits with its code. */
  public static void main(String[] arguments) {
    Logging.quietLibraries();
    var code = commandLine().execute(arguments);
    System.exit(code);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::report);
  }

  private static int report(Exception fault, CommandLine command, CommandLine.ParseResult arguments)
      throws Exception {
    if (fault instanceof CommandFailed failed) {
      command.getErr().println("dowser: " + failed.getMessage());
      return 1;
    }
    throw fault;
  }

  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(this), "give a verb, such as: dowser serve, dowser find \"read a file\"");
  }
}
