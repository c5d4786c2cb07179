package dev.dowser.server.app.client;

import dev.dowser.server.app.shell.JsonOption;
import dev.dowser.server.rpc.Json;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a verb did: in words for people as it goes, or as one JSON value at the end for programs.
 */
final class Report {
  private final ObjectNode values = Json.object();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Mixin private final JsonOption form = new JsonOption();

  boolean isForPrograms() {
    return form.isJson();
  }

  /** What programs get. */
  ObjectNode values() {
    return values;
  }

  /** For people; programs get nothing of it. */
  PrintWriter out() {
    return isForPrograms() ? new PrintWriter(Writer.nullWriter()) : command().getOut();
  }

  PrintWriter err() {
    return command().getErr();
  }

  /** Gives programs their value. */
  void end() {
    if (isForPrograms()) {
      command().getOut().println(Json.text(values));
      command().getOut().flush();
    }
  }

  CommandLine command() {
    if (spec == null) {
      throw new IllegalStateException("run by the command line only");
    }
    return spec.commandLine();
  }
}
