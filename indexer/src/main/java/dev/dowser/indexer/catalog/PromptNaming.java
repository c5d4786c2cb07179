package dev.dowser.indexer.catalog;

import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names prompts by a policy for tools. Names of prompts and of tools are apart: a prompt may have
 * the name of a tool. To the policy a prompt is a tool of which only the name is known.
 *
 * @param policy for prompts alone, because a policy may remember names
 */
record PromptNaming(NamingPolicy policy) {

  /**
   * A prompt that wants a name.
   *
   * @param stale as {@link NamedCandidate#stale}
   * @param isDue as {@link NamedCandidate#isDue}
   */
  record Candidate(Prompt prompt, boolean stale, boolean isDue) {

    private ToolId id() {
      return new ToolId(prompt.backend(), prompt.name());
    }

    private NamedCandidate nameless() {
      var tool = new Tool(id(), "", "", List.of(), false, "{}");
      return new NamedCandidate(tool, stale, isDue);
    }
  }

  /** Prompts with their names, and why others have none. */
  record Named(List<ExposedPrompt> exposed, List<MaterialFault> faults) {}

  Named name(List<Candidate> prompts) {
    Map<ToolId, Prompt> byId =
        prompts.stream()
            .collect(Collectors.toMap(Candidate::id, Candidate::prompt, (first, _) -> first));
    var naming = policy.name(prompts.stream().map(Candidate::nameless).toList());
    var exposed =
        naming.exposed().stream()
            .flatMap(tool ->
                Optional.ofNullable(byId.get(tool.tool().id())).stream()
                    .map(prompt -> new ExposedPrompt(tool.name(), prompt)))
            .toList();
    return new Named(exposed, naming.faults().stream().map(PromptNaming::fault).toList());
  }

  private static MaterialFault fault(CatalogFault fault) {
    return new MaterialFault(
        fault.tool().backend(), MaterialFault.Kind.PROMPT, fault.tool().name(), fault.reason());
  }
}
