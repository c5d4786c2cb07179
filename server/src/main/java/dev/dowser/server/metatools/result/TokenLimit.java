package dev.dowser.server.metatools.result;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.CallOutcome.Answered;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.TokenAllowance;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Results have at most so many tokens. What counts is text; structured content only if the texts do
 * not say it: then it stands behind them as JSON, so that nothing is lost.
 */
record TokenLimit(int tokens, KeptResults kept) implements ResultLimit {

  /** Most bytes of UTF-8 that a UTF-16 code unit stands for; a token has one at least. */
  private static final int MOST_BYTES = 3;

  @Override
  public CallOutcome fit(CallOutcome outcome, Caller caller) {
    return outcome instanceof Answered(ObjectNode result) ? fit(result, outcome, caller) : outcome;
  }

  private CallOutcome fit(ObjectNode result, CallOutcome outcome, Caller caller) {
    var texts = TextBlocks.of(result);
    var structured = result.path(PartialResult.STRUCTURED);
    boolean isPlain = structured.isMissingNode() || structured.isNull();
    if (!fits(texts)) {
      return isPlain
          ? shortened(result, texts, "", caller)
          : withoutStructure(result, texts, structured, caller);
    }
    if (isPlain) {
      return outcome;
    }
    var all = with(texts, structured);
    return fits(all) || SaidTwice.isSaid(structured, texts)
        ? outcome
        : shortened(result, all, Note.STRUCTURED, caller);
  }

  private CallOutcome withoutStructure(
      ObjectNode result, List<TextPart> texts, JsonNode structured, Caller caller) {
    if (length(texts) > kept.mostOfResult()) {
      return shortened(result, texts, Note.UNSTRUCTURED, caller);
    }
    return SaidTwice.isSaid(structured, texts)
        ? shortened(result, texts, "", caller)
        : shortened(result, with(texts, structured), Note.STRUCTURED, caller);
  }

  private static List<TextPart> with(List<TextPart> texts, JsonNode structured) {
    var all = new ArrayList<>(texts);
    all.add(new TextPart.Plain(Json.text(structured)));
    return all;
  }

  private static long length(List<TextPart> texts) {
    return texts.stream().mapToLong(text -> text.text().length()).sum();
  }

  private boolean fits(List<TextPart> texts) {
    long length = length(texts);
    if (length * MOST_BYTES <= tokens) {
      return true;
    }
    var allowance = new TokenAllowance(tokens);
    return length <= (long) tokens * TokenAllowance.MOST_CHARACTERS
        && texts.stream().map(TextPart::text).allMatch(allowance::paysFor);
  }

  private Answered shortened(
      ObjectNode result, List<TextPart> texts, String remark, Caller caller) {
    var text = KeptText.of(texts, kept.mostOfResult());
    var partial = new PartialResult(tokens, kept.keep(text, caller), text);
    return new Answered(partial.beginning(result, remark));
  }

  @Override
  public boolean isReader(String name) {
    return name.equals(READ_RESULT);
  }

  @Override
  public ReadOutcome read(String handle, int offset, Caller caller) {
    var found = kept.find(handle, caller);
    if (found.isEmpty()) {
      return new ReadOutcome.Faulty(
          "No result is kept under this handle (any more). Call the tool again.");
    }
    var text = found.get();
    return offset < text.kept()
        ? new ReadOutcome.Part(new PartialResult(tokens, handle, text).from(offset))
        : new ReadOutcome.Faulty(Note.beyond(text, offset));
  }
}
