package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.search.RankedTools;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.PlainText;
import dev.dowser.server.text.TokenCount;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Properties over random catalogs; the seed is the number of the repetition. */
class TokenBudgetTest {
  private static final String REFUSED = "issue of a teleporter";
  private static final List<String> PIECES =
      List.of(
          "issue",
          " ",
          "repository",
          "://",
          "/",
          "\n",
          "外部の",
          "🎉",
          "don't",
          "12345",
          "...",
          "\t",
          "XYZzy",
          "_",
          "{",
          "\"",
          "é");

  @RepeatedTest(20)
  void answerNeverExceedsMaxTokens(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var surfaces = new Surfaces(randomServer(random));
    for (int i = 0; i < 20; i++) {
      int most = 50 + random.nextInt(random.nextBoolean() ? 100 : 1000);
      var request = request(random, most);

      var result = surfaces.find(request);

      int tokens = TokenCount.exact(Surfaces.text(result));
      if (result.has("structuredContent")) {
        tokens += TokenCount.exact(Json.text(result.path("structuredContent")));
      }
      assertThat(tokens).as(request).isLessThanOrEqualTo(most);
      assertThat(result.path("isError").asBoolean(false)).as(request).isFalse();
    }
  }

  private static String request(Random random, int most) {
    var request = Json.object().put("max_tokens", most).put("limit", 1 + random.nextInt(50));
    request.put("detail", List.of("signature", "schema", "name").get(random.nextInt(3)));
    request.put("structured", random.nextInt(4) == 0);
    if (random.nextInt(5) > 0) {
      var queries = request.putArray("queries");
      IntStream.range(0, 1 + random.nextInt(20)).forEach(_ -> queries.add(need(random)));
    }
    if (random.nextInt(4) == 0) {
      request.put("server", "server" + random.nextInt(7));
    }
    request.put("read_only", random.nextInt(6) == 0);
    return Json.text(request);
  }

  private static String need(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> REFUSED;
      case 1 -> "server" + random.nextInt(7) + "_" + random.nextInt(40) + "_issue";
      case 2 -> random.nextInt(40) + "_issues";
      case 3 -> text(random, 400);
      default -> "issue " + text(random, 30);
    };
  }

  private static FakeVirtualServer randomServer(Random random) {
    var server = new FakeVirtualServer();
    server.mode = random.nextBoolean() ? RankedTools.Mode.LEXICAL : RankedTools.Mode.PARTIAL;
    server.refused.add(REFUSED);
    for (int i = 0; i < 40; i++) {
      var schema = random.nextInt(12) == 0 ? Json.text(nested(random, 12)) : schema(random);
      server.tool("server" + i % 7, i + "_issue", text(random, 60), schema);
    }
    server.states.put(server.backends().getFirst(), State.DOWN);
    return server;
  }

  /** Large and deep: up to thousands of tokens in one parameter. */
  private static ObjectNode nested(Random random, int depth) {
    var schema = Json.object().put("type", "object");
    var required = schema.putArray("required");
    for (int i = 0; i < 12; i++) {
      var name = "p" + i + text(random, 3);
      required.add(name);
      schema
          .withObjectProperty("properties")
          .putObject(name)
          .put("description", text(random, 40))
          .putArray("enum")
          .add(text(random, 40));
    }
    if (depth > 0) {
      required.add("deep");
      schema.withObjectProperty("properties").set("deep", nested(random, depth - 1));
    }
    return schema;
  }

  private static String schema(Random random) {
    var schema = Json.object().put("type", "object");
    var properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (int i = random.nextInt(random.nextInt(8) == 0 ? 60 : 8); i > 0; i--) {
      var name = text(random, 2);
      var property = properties.putObject(name).put("default", text(random, 2));
      if (random.nextBoolean()) {
        property.putArray("enum").add(text(random, 3)).add(text(random, 3));
      } else {
        property.put("type", List.of("string", "integer", "object").get(random.nextInt(3)));
      }
      if (random.nextInt(3) == 0) {
        required.add(name);
      }
    }
    return Json.text(schema);
  }

  private static String text(Random random, int most) {
    return IntStream.range(0, 1 + random.nextInt(most))
        .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  @RepeatedTest(20)
  void tokensOfBlocksAddUpExactly(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var blocks =
        IntStream.range(0, 30)
            .mapToObj(i -> Block.of("t" + i + "(" + PlainText.line(text(random, 20))))
            .toList();

    var whole = blocks.stream().map(Block::text).collect(Collectors.joining());

    assertThat(TokenCount.exact(whole)).isEqualTo(blocks.stream().mapToInt(Block::tokens).sum());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Work with issues, pull requests and repositories of GitHub; uses the REST API v3 (2022-11-28).",
        "データベースを検索し、結果を表で返します。",
        "Управление задачами и календарём",
        "snake_case_names, camelCaseNames, UPPER-CASE 1234567890"
      })
  void estimateIsNotBelowTheCount(String text) {
    assertThat(TokenCount.estimate(text)).isGreaterThanOrEqualTo(TokenCount.exact(text));
  }
}
