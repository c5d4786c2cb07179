package dev.dowser.server.app;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dowser completion}. */
@Command(
    name = "completion",
    description = "Prints a script that lets the shell complete verbs, options and their values.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "bash: source <(dowser completion bash)",
      "zsh:  source <(dowser completion zsh)",
      "Put the line into ~/.bashrc or ~/.zshrc to keep it."
    })
final class CompletionCommand implements Callable<Integer> {

  /** Shells that are known. */
  enum Shell {
    /** GNU bash 3.2 or newer. */
    BASH,
    /** By its emulation of bash's completion. */
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private @Nullable Shell shell;

  @Override
  public Integer call() {
    if (spec == null || shell == null) {
      throw new IllegalStateException("run by the command line only");
    }
    // One script serves both: in zsh it switches on the emulation of bash's completion.
    spec.commandLine()
        .getOut()
        .print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
