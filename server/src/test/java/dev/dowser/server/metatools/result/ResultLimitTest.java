package dev.dowser.server.metatools.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.CallOutcome.Answered;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.TokenCount;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ResultLimitTest {
  private static final int TOKENS = 300;
  private static final String LONG =
      IntStream.range(0, 400).mapToObj(i -> "Line " + i + ".\n").collect(Collectors.joining());

  private final InSession caller = new InSession("ann");
  private final ResultLimit limit = ResultLimit.of(TOKENS, new KeptResults());

  private static ObjectNode result(String json) {
    return (ObjectNode)
        Json.parse(json.replace('\'', '"').replace("LONG", LONG.replace("\n", "\\n")));
  }

  private JsonNode fit(ObjectNode result) {
    return ((Answered) limit.fit(new Answered(result), caller)).result();
  }

  private JsonNode fit(String json) {
    return fit(result(json));
  }

  private static List<String> texts(JsonNode result) {
    return result.path("content").valueStream().map(ResultLimitTest::text).toList();
  }

  private static String text(JsonNode block) {
    return block.path("text").asString(block.path("resource").path("text").asString(""));
  }

  private static JsonNode shortened(JsonNode result) {
    return result.path("_meta").path("dev.dowser/shortened");
  }

  private ObjectNode read(String handle, int offset) {
    return ((ReadOutcome.Part) limit.read(handle, offset, caller)).result();
  }

  /** All texts but the notes, put together again. */
  private String whole(JsonNode first) {
    var handle = shortened(first).path("handle").asString();
    var whole = new StringBuilder();
    for (var part = first; ; part = read(handle, whole.length())) {
      var texts = texts(part);
      boolean isLast = shortened(part).isMissingNode();
      whole.append(String.join("", isLast ? texts : texts.subList(0, texts.size() - 1)));
      if (isLast) {
        return whole.toString();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'content':[{'type':'text','text':'short'}],'structuredContent':{'a':1},'x':1}",
        "{'content':[{'type':'image','data':'LONG','mimeType':'image/png'}]}",
        "{'content':[{'type':'new','text':'LONG'}]}",
        "{'content':[{'type':'text','text':7},{'type':'resource','resource':{'blob':'LONG'}}]}",
        "{'content':'LONG'}",
        "{}",
      })
  void whatHasNoLongText_staysAsItIs(String json) {
    var outcome = new Answered(result(json));

    assertThat(limit.fit(outcome, caller)).isSameAs(outcome);
  }

  @Test
  void otherOutcomesStay() {
    assertThat(limit.fit(new CallOutcome.Cancelled(), caller))
        .isEqualTo(new CallOutcome.Cancelled());
    staysAsItIs(Json.parse("[1]"));
  }

  private void staysAsItIs(JsonNode result) {
    var outcome = new Answered(result);
    assertThat(limit.fit(outcome, caller)).isSameAs(outcome);
  }

  @Test
  void asManyTokensAsAllowed_staysWhole_oneMoreIsShortened() {
    var words = "word ".repeat(TOKENS - 1) + "word";
    assertThat(TokenCount.exact(words)).isEqualTo(TOKENS);

    assertThat(texts(fit("{'content':[{'type':'text','text':'" + words + "'}]}")))
        .containsExactly(words);
    assertThat(texts(fit("{'content':[{'type':'text','text':'" + words + " more'}]}"))).hasSize(2);
  }

  @Test
  void longText_comesWithItsBeginningAndHowToReadOn() {
    var result = fit("{'content':[{'type':'text','text':'LONG'}]}");

    var shown = texts(result).getFirst();
    var handle = shortened(result).path("handle").asString();
    assertThat(LONG).startsWith(shown);
    assertThat(shown).endsWith(".\n");
    assertThat(texts(result).getLast())
        .isEqualTo(
            "[Shown: characters 0 to %d of %d. To read on: call_tool {\"name\": \"read_result\", \"arguments\": {\"handle\": \"%s\", \"offset\": %d}}.]"
                .formatted(shown.length(), LONG.length(), handle, shown.length()));
    assertThat(Json.text(shortened(result)))
        .isEqualTo(
            "{\"handle\":\"%s\",\"shown\":%d,\"size\":%d}"
                .formatted(handle, shown.length(), LONG.length()));
    int tokens = texts(result).stream().mapToInt(TokenCount::exact).sum();
    assertThat(tokens).isBetween(TOKENS - 30, TOKENS);
  }

  @Test
  void readingOn_givesExactlyTheSameText() {
    var result = fit("{'content':[{'type':'text','text':'LONG'}]}");

    assertThat(whole(result)).isEqualTo(LONG);
  }

  @Test
  void lastPart_hasNoNote() {
    var handle = handleOfLong();

    var last = read(handle, LONG.length() - 5);

    assertThat(Json.text(last))
        .isEqualTo("{\"content\":[{\"type\":\"text\",\"text\":\"399.\\n\"}]}");
  }

  private String handleOfLong() {
    return shortened(fit("{'content':[{'type':'text','text':'LONG'}]}")).path("handle").asString();
  }

  @Test
  void partInBetween_saysWhereItStands() {
    var handle = handleOfLong();

    var part = read(handle, 1_000);

    int end = 1_000 + texts(part).getFirst().length();
    assertThat(texts(part).getLast())
        .startsWith("[Shown: characters 1000 to %d of %d.".formatted(end, LONG.length()))
        .contains("\"offset\": " + end);
    assertThat(shortened(part).path("offset").asInt()).isEqualTo(1_000);
    assertThat(shortened(part).path("shown").asInt()).isEqualTo(end - 1_000);
  }

  @Test
  void whatIsNotText_andWhatWeDoNotKnow_stays() {
    var image = "{\"type\":\"image\",\"data\":\"LONG\",\"mimeType\":\"image/png\"}";
    var link = "{\"type\":\"resource_link\",\"uri\":\"x://y\",\"name\":\"y\"}";
    var given =
        result(
            "{'content':[{'type':'text','text':'a','x':1},"
                + image
                + ",{'type':'text','text':'LONG','annotations':{'priority':1}},"
                + link
                + ",{'type':'text','text':'gone'}],'isError':true,'_meta':{'own':1},'other':1.10}");

    var result = fit(given);

    var content = result.path("content");
    assertThat(content.path(0)).isEqualTo(given.path("content").path(0));
    assertThat(content.path(1)).isEqualTo(given.path("content").path(1));
    assertThat(content.path(2).path("annotations")).isEqualTo(Json.parse("{\"priority\":1}"));
    assertThat(content.path(3)).isEqualTo(Json.parse(link));
    assertThat(content.size()).isEqualTo(5);
    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(result.path("_meta").path("own").asInt()).isEqualTo(1);
    assertThat(Json.text(result.path("other"))).isEqualTo("1.10");
  }

  @Test
  void resultOfTheBackendIsNotWrittenTo() {
    var given = result("{'content':[{'type':'text','text':'LONG'}],'structuredContent':{}}");
    var before = given.deepCopy();

    fit(given);

    assertThat(given).isEqualTo(before);
  }

  @Test
  void embeddedResourceCountsAsText_andStaysOne() {
    var result =
        fit(
            "{'content':[{'type':'text','text':'Here:'},{'type':'resource','resource':"
                + "{'uri':'file:///a','mimeType':'text/x','text':'LONG'}},{'type':'text','text':'end'}]}");

    var embedded = result.path("content").path(1).path("resource");
    assertThat(embedded.path("uri").asString()).isEqualTo("file:///a");
    assertThat(LONG).startsWith(embedded.path("text").asString());
    assertThat(whole(result)).isEqualTo("Here:" + LONG + "end");
    var part = read(shortened(result).path("handle").asString(), 2_000).path("content").path(0);
    assertThat(part.path("type").asString()).isEqualTo("resource");
    assertThat(part.path("resource").path("uri").asString()).isEqualTo("file:///a");
    assertThat(part.path("resource").path("mimeType").asString()).isEqualTo("text/x");
  }

  @Test
  void textBlockWithAMemberResource_isShortenedInItsText() {
    var result = fit("{'content':[{'type':'text','text':'LONG','resource':{'x':1}}]}");

    var block = result.path("content").path(0);
    assertThat(block.path("text").asString().length()).isLessThan(LONG.length());
    assertThat(block.path("resource")).isEqualTo(Json.parse("{\"x\":1}"));
    assertThat(whole(result)).isEqualTo(LONG);
  }

  @Test
  void manyTexts_areOneAfterAnother() {
    var texts = IntStream.range(0, 500).mapToObj(i -> "Text number " + i + ". ").toList();
    var given = Json.object();
    var content = given.putArray("content");
    texts.forEach(text -> content.addObject().put("type", "text").put("text", text));

    var result = fit(given);

    assertThat(texts(result).getFirst()).isEqualTo(texts.getFirst());
    assertThat(whole(result)).isEqualTo(String.join("", texts));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST", "{\"result\":TEXT}", "{\"result\":LIST}", "{\"content\":TEXT}"})
  void structuredContentThatTheTextSaysToo_isLeftOut(String form) {
    var list = "[" + "1234,".repeat(500) + "1.50]";
    var structured = form.replace("LIST", list).replace("TEXT", Json.text(text(list)));
    var given = Json.object();
    given.putArray("content").addObject().put("type", "text").put("text", list);
    given.set("structuredContent", Json.parse(structured));

    var result = fit(given);

    assertThat(result.has("structuredContent")).isFalse();
    assertThat(texts(result).getLast()).endsWith("}.]");
    assertThat(whole(result)).isEqualTo(list);
  }

  private static JsonNode text(String value) {
    return Json.object().put("t", value).path("t");
  }

  @Test
  void eachOfSeveralTextsStandsInTheStructuredContent_itIsLeftOut() {
    var given =
        result(
            "{'content':[{'type':'text','text':'LONG'},{'type':'text','text':'{\\\"a\\\":1}'}],"
                + "'structuredContent':{'result':['LONG',{'a':1}]}}");

    assertThat(whole(fit(given))).isEqualTo(LONG + "{\"a\":1}");
  }

  @Test
  void structuredContentThatSaysMore_standsAtTheEnd() {
    var result = fit("{'content':[{'type':'text','text':'LONG'}],'structuredContent':{'count':7}}");

    assertThat(result.has("structuredContent")).isFalse();
    assertThat(texts(result).getLast()).contains("Its end is the structured content as JSON.");
    assertThat(whole(result)).isEqualTo(LONG + "{\"count\":7}");
  }

  @Test
  void longStructuredContentWithShortText_isShortenedToo() {
    var result =
        fit("{'content':[{'type':'text','text':'400 rows'}],'structuredContent':{'rows':'LONG'}}");

    assertThat(texts(result).getFirst()).isEqualTo("400 rows");
    assertThat(texts(result).get(1)).startsWith("{\"rows\":\"Line 0.");
    assertThat(texts(result).stream().mapToInt(TokenCount::exact).sum())
        .isLessThanOrEqualTo(TOKENS);
    assertThat(whole(result)).isEqualTo("400 rows{\"rows\":" + Json.text(text(LONG)) + "}");
  }

  @Test
  void textThatFits_withTheSameStructured_staysWhole() {
    var words = "word ".repeat(TOKENS - 100);

    staysAsItIs(
        result(
            "{'content':[{'type':'text','text':'%s'}],'structuredContent':{'result':'%s'}}"
                .formatted(words, words)));
  }

  @Test
  void textBeyondWhatIsKept_saysSo() {
    var small = ResultLimit.of(TOKENS, new KeptResults(10_000, 3_000));
    var first =
        ((Answered)
                small.fit(
                    new Answered(result("{'content':[{'type':'text','text':'LONG'}]}")), caller))
            .result();
    var handle = shortened(first).path("handle").asString();
    int kept = 3_000 - 64;

    var last = ((ReadOutcome.Part) small.read(handle, kept - 20, caller)).result();

    assertThat(texts(last).getLast())
        .isEqualTo(
            "[Shown: characters %d to %d of %d. The rest was too long to be kept: call the tool again and ask it for less.]"
                .formatted(kept - 20, kept, LONG.length()));
    assertThat(small.read(handle, kept, caller))
        .isEqualTo(
            new ReadOutcome.Faulty(
                "offset must be 0..%d, got %d: the text has %d characters, of which the first %d are kept."
                    .formatted(kept - 1, kept, LONG.length(), kept)));
  }

  @Test
  void offsetBeyondTheEnd_isToldTheRange() {
    assertThat(limit.read(handleOfLong(), LONG.length(), caller))
        .isEqualTo(
            new ReadOutcome.Faulty(
                "offset must be 0..%d, got %d: the text has %d characters."
                    .formatted(LONG.length() - 1, LONG.length(), LONG.length())));
  }

  @Test
  void offsetInsideOfASurrogatePair_beginsBeforeIt() {
    var emoji = "😀".repeat(1_000);
    var result = fit("{'content':[{'type':'text','text':'" + emoji + "'}]}");

    var part = read(shortened(result).path("handle").asString(), 1_001);

    assertThat(texts(part).getFirst()).startsWith("😀");
    assertThat(shortened(part).path("offset").asInt()).isEqualTo(1_000);
  }

  @Test
  void handleOfAnotherSession_isAnsweredAsOneThatNeverWas() {
    var handle = handleOfLong();

    var foreign = limit.read(handle, 0, new InSession("bob"));

    assertThat(foreign).isEqualTo(limit.read("nope", 0, caller));
    assertThat(foreign)
        .isEqualTo(
            new ReadOutcome.Faulty(
                "No result is kept under this handle (any more). Call the tool again."));
    assertThat(limit.read(handle, 0, Caller.NONE)).isEqualTo(foreign);
  }
}
