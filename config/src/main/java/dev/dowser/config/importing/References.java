package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import dev.dowser.config.importing.ClientEntry.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what a client's references mean, in our form; what means nothing to us stays text. */
final class References {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Journey journey;
  private final Surroundings here;
  private final Set<String> ownVariables;

  /**
   * For one entry.
   *
   * @param ownVariables those that the entry itself sets: a server that is given such a name in
   *     braces puts in the value on its own
   */
  References(Journey journey, Surroundings here, Set<String> ownVariables) {
    this.journey = journey;
    this.here = here;
    this.ownVariables = Set.copyOf(ownVariables);
  }

  String translated(String raw, Place place) {
    var out = new StringBuilder();
    int from = 0;
    for (int at = raw.indexOf("${"); at >= 0; at = raw.indexOf("${", from)) {
      int end = raw.indexOf('}', at);
      out.append(raw, from, at);
      if (end < 0) {
        return out.append("$${").append(raw.substring(at + 2)).toString();
      }
      out.append(meant(raw.substring(at + 2, end), place));
      from = end + 1;
    }
    return out.append(raw.substring(from)).toString();
  }

  private String meant(String reference, Place place) {
    return switch (reference) {
      case "workspaceFolder", "workspaceRoot" -> workspace(place).toString();
      case "workspaceFolderBasename" -> String.valueOf(workspace(place).getFileName());
      case "userHome" -> journey.home().toString();
      case "pathSeparator", "/" -> "/";
      default -> marked(reference, place);
    };
  }

  private String marked(String reference, Place place) {
    if (reference.startsWith("input:")) {
      return input(reference, place);
    }
    return reference.startsWith("file:") && here.dialect().knowsFiles()
        ? file(reference.substring("file:".length()), place)
        : named(reference, place);
  }

  /** A copy, kept like a secret, because what stands in a file of its own mostly is one. */
  private String file(String named, Place place) {
    var read = ReferredFile.text(named, journey.home());
    var name = journey.variables().keep(words(named), read.orElse(""), place.inWords());
    if (read.isPresent()) {
      journey.changed(
          place, "%s was copied to %s; later changes of it have no effect".formatted(named, name));
    } else {
      journey.toDo(
          place, "%s cannot be read; fill in %s in %s".formatted(named, name, fileOfVariables()));
    }
    return "${" + name + "}";
  }

  private static List<String> words(String file) {
    return List.of("FILE", file.substring(file.lastIndexOf('/') + 1));
  }

  private Path workspace(Place place) {
    if (here.workspace().isPresent()) {
      return here.workspace().get();
    }
    var folder = journey.target().folder();
    journey.toDo(
        place, "${workspaceFolder} was taken to be %s; change it if it is not".formatted(folder));
    return folder;
  }

  private String named(String reference, Place place) {
    var marked = reference.startsWith("env:");
    var text = marked ? reference.substring(4) : reference;
    int split = text.indexOf(":-");
    var name = split < 0 ? text : text.substring(0, split);
    if (!NAME.matcher(name).matches() || text.contains("${")) {
      journey.toDo(place, "${%s} means nothing here and stays as text".formatted(reference));
      return "$${" + reference + "}";
    }
    if (!marked && isForTheServer(name)) {
      return "$${" + reference + "}";
    }
    if (!marked && !here.dialect().knowsPlainNames()) {
      journey.changed(
          place,
          "${%s} stays as text, because it is text for %s too; for the variable, write it with one $"
              .formatted(name, here.dialect().title()));
      return "$${" + reference + "}";
    }
    if (split < 0) {
      needed(name, place);
    }
    return "${" + text + "}";
  }

  private boolean isForTheServer(String name) {
    return ownVariables.contains(name) && !journey.variables().has(name);
  }

  private void needed(String name, Place place) {
    var comment = "To fill in: it is used by %s and was not set".formatted(place.inWords());
    if (!journey.variables().isFound(name, comment)) {
      journey.toDo(
          place, "%s is not set; set it, or fill it in in %s".formatted(name, fileOfVariables()));
    }
  }

  private String fileOfVariables() {
    return String.valueOf(journey.target().variables().getFileName());
  }

  private String input(String reference, Place place) {
    var id = reference.substring("input:".length());
    var input = Optional.ofNullable(here.inputs().get(id));
    var value = input.flatMap(i -> Nodes.textIn(i, "default")).orElse("");
    var asked = input.flatMap(i -> Nodes.textIn(i, "description")).orElse(id);
    var options = input.flatMap(i -> Nodes.find(i, "options")).map(Node.Entry::value);
    var choice = options.map(o -> ", one of " + String.join(", ", Nodes.texts(o))).orElse("");
    var comment = "Input \"%s\" of VS Code: %s%s".formatted(id, asked, choice);
    var name =
        journey
            .variables()
            .keep(List.of("INPUT", id), value, comment.replaceAll("\\p{Cntrl}+", " "));
    if (value.isEmpty()) {
      journey.toDo(
          place,
          "VS Code asks for \"%s\"; fill in %s in %s".formatted(asked, name, fileOfVariables()));
    }
    return "${" + name + "}";
  }
}
