package dev.dowser.server.metatools.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.backend.CallOutcome.Answered;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.TokenCount;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the texts are: no answer is over the limit, and together they are the whole text. */
class RandomTextsTest {
  private static final List<String> ALPHABETS =
      List.of(
          "abcdefghij klmnop\n",
          "a",
          " ",
          "\n\r\n \t",
          "😀🫠👨‍👩‍👧‍👦🇩🇪é",
          "漢字かなカナ。、",
          "0123456789,;{}[]\"\\/",
          "Ελληνικά кириллица עברית ",
          "-=_*#|");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 257, 500, 2_000})
  void everyAnswerFits_andNothingIsLost(int tokens) {
    var random = new Random(tokens);
    for (int round = 0; round < 8; round++) {
      var given = Json.object();
      var content = given.putArray("content");
      var whole = new StringBuilder();
      for (int block = 1 + random.nextInt(4); block > 0; block--) {
        var text = text(random, random.nextInt(tokens * 12));
        content.addObject().put("type", "text").put("text", text);
        whole.append(text);
      }

      assertThat(readAll(ResultLimit.of(tokens, new KeptResults()), tokens, given))
          .as("round %d", round)
          .isEqualTo(whole.toString());
    }
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    while (text.length() < length) {
      var alphabet = ALPHABETS.get(random.nextInt(ALPHABETS.size())).codePoints().toArray();
      for (int run = random.nextInt(length); run > 0 && text.length() < length; run--) {
        text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
    }
    return text.toString();
  }

  private static String readAll(ResultLimit limit, int tokens, ObjectNode given) {
    var answer = ((Answered) limit.fit(new Answered(given), Caller.NONE)).result();
    var read = new StringBuilder();
    while (isPart(answer)) {
      checked(answer, tokens);
      int before = read.length();
      var content = answer.path("content");
      for (int i = 0; i < content.size() - 1; i++) {
        read.append(content.path(i).path("text").asString());
      }
      assertThat(read.length()).isGreaterThan(before);
      assertThat(shortened(answer).path("shown").asInt()).isEqualTo(read.length() - before);
      var handle = shortened(answer).path("handle").asString();
      answer = ((ReadOutcome.Part) limit.read(handle, read.length(), Caller.NONE)).result();
    }
    checked(answer, tokens);
    answer.path("content").forEach(block -> read.append(block.path("text").asString()));
    return read.toString();
  }

  private static JsonNode shortened(JsonNode answer) {
    return answer.path("_meta").path("dev.dowser/shortened");
  }

  private static boolean isPart(JsonNode answer) {
    return !shortened(answer).isMissingNode();
  }

  private static void checked(JsonNode answer, int tokens) {
    int sum =
        answer
            .path("content")
            .valueStream()
            .mapToInt(block -> TokenCount.exact(block.path("text").asString()))
            .sum();
    assertThat(sum).isLessThanOrEqualTo(tokens);
  }
}
