package dev.dowser.server.app.doctor;

import dev.dowser.server.app.doctor.Finding.Verdict;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** All findings, shown as they come or as one JSON object at the end. One thread. */
public final class Diagnosis {
  private static final int MOST_TEXT = 400;

  private final List<Finding> findings = new ArrayList<>();
  private final Terminal terminal;
  private final boolean quiet;

  /**
   * Nothing found yet.
   *
   * @param quiet whether nothing is shown before the end
   */
  public Diagnosis(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
  }

  /** Adds what a check found. */
  public void add(List<Finding> found) {
    found.forEach(this::add);
  }

  /** Adds a finding. */
  public void add(Finding finding) {
    findings.add(finding);
    if (!quiet) {
      show(finding);
    }
  }

  /** Whether nothing has to be mended. */
  public boolean isFine() {
    return count(Verdict.FAIL) == 0;
  }

  private void show(Finding finding) {
    terminal.line(
        "%s %-16s %s".formatted(word(finding.verdict()), finding.subject(), shown(finding.text())));
    if (!finding.toDo().isEmpty()) {
      terminal.line("%22s-> %s".formatted("", shown(finding.toDo())));
    }
  }

  private static String shown(String text) {
    return PlainText.cut(PlainText.line(text), MOST_TEXT);
  }

  private String word(Verdict verdict) {
    var word = "%-4s".formatted(verdict.name().toLowerCase(Locale.ROOT));
    return switch (verdict) {
      case OK -> terminal.good(word);
      case WARN -> terminal.strong(word);
      case FAIL -> terminal.bad(word);
    };
  }

  /** Shows the sum, or all as JSON. */
  public void end() {
    if (quiet) {
      terminal.line(Json.text(asJson()));
    } else {
      terminal.line("");
      terminal.line(sum());
    }
  }

  private String sum() {
    var failed = count(Verdict.FAIL);
    var warned = count(Verdict.WARN);
    if (failed + warned == 0) {
      return "Nothing to mend.";
    }
    return "%d to mend, %d to look at.".formatted(failed, warned);
  }

  private long count(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  private ObjectNode asJson() {
    var json = Json.object().put("ok", isFine());
    var checks = json.putArray("checks");
    for (var finding : findings) {
      var check =
          checks
              .addObject()
              .put("subject", finding.subject())
              .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
              .put("text", shown(finding.text()));
      if (!finding.toDo().isEmpty()) {
        check.put("toDo", shown(finding.toDo()));
      }
    }
    return json;
  }
}
