package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ArgumentCheckTest {

  private static Surfaces withSchema(String schema) {
    return new Surfaces(new FakeVirtualServer().tool("s", "s_t", "t", "A tool.", schema));
  }

  private static JsonNode call(Surfaces surfaces, String arguments) {
    return surfaces.callTool("{\"name\":\"s_t\",\"arguments\":" + arguments + "}");
  }

  private static String sent(Surfaces surfaces) {
    return Json.text(surfaces.server.calls.getFirst().arguments());
  }

  @Test
  void eachFaultIsListedWithItsPathAndTheSchemaFollows() {
    var surfaces = withSchema(Surfaces.ISSUE_SCHEMA);

    var result = call(surfaces, "{\"repo\":5,\"state\":\"opened\",\"lables\":[],\"labels\":[1]}");

    assertThat(surfaces.server.calls).isEmpty();
    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(Surfaces.text(result))
        .startsWith("Arguments do not fit s_t:")
        .contains(
            "- /title: required, but missing",
            "- /repo: expected string, got number 5",
            "- /state: expected \"open\"|\"closed\", got string \"opened\"",
            "- /lables: unknown parameter; nearest is labels",
            "- /labels/0: expected string, got number 1")
        .contains("\nSchema: {\"type\":\"object\"");
  }

  @Test
  void largeSchema_isShownAsSignature() {
    var properties = new StringBuilder("\"q\":{\"type\":\"string\"}");
    for (int i = 0; i < 200; i++) {
      properties.append(
          ",\"p%d\":{\"type\":\"string\",\"description\":\"something long\"}".formatted(i));
    }
    var surfaces =
        withSchema(
            "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[\"q\"]}");

    assertThat(Surfaces.text(call(surfaces, "{}")))
        .contains("Signature: s_t(q: string, p0?: string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'count':'5'}|{'count':5}",
        "{'draft':'true'}|{'draft':true}",
        "{'draft':'False'}|{'draft':false}",
        "{'labels':'[\\'a\\']'}|{'labels':['a']}",
      })
  void stringsThatCanOnlyBeSomethingElse_areReadSo(String given, String expected) {
    var surfaces = withSchema(Surfaces.ISSUE_SCHEMA.replace("[\"repo\",\"title\"]", "[]"));

    var result = call(surfaces, given.replace("\\'", "\\\"").replace('\'', '"'));

    assertThat(sent(surfaces)).isEqualTo(expected.replace('\'', '"'));
    assertThat(result.path("_meta").path("dev.dowser/repaired").path(0).asString())
        .contains("string read as");
  }

  @Test
  void stringThatFits_isLeftAlone() {
    var surfaces = withSchema("{\"properties\":{\"a\":{\"type\":[\"string\",\"integer\"]}}}");

    call(surfaces, "{\"a\":\"5\"}");

    assertThat(sent(surfaces)).isEqualTo("{\"a\":\"5\"}");
  }

  @Test
  void coercionThatStillDoesNotFit_isAFault() {
    var surfaces = withSchema("{\"properties\":{\"a\":{\"type\":\"integer\",\"maximum\":3}}}");

    assertThat(Surfaces.text(call(surfaces, "{\"a\":\"5\"}")))
        .contains("/a: expected integer, got string \"5\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://json-schema.org/draft-04/schema#|{'properties':{'a':{'type':'number','minimum':3,'exclusiveMinimum':true}}}",
        "http://json-schema.org/draft-06/schema#|{'properties':{'a':{'exclusiveMinimum':3}}}",
        "http://json-schema.org/draft-07/schema#|{'properties':{'a':{'exclusiveMinimum':3}}}",
        "https://json-schema.org/draft/2019-09/schema|{'properties':{'a':{'exclusiveMinimum':3}}}",
        "https://json-schema.org/draft/2020-12/schema|{'properties':{'a':{'exclusiveMinimum':3}}}",
      })
  void dialectIsThatOfTheSchema(String dialect, String schema) {
    var text = schema.replace('\'', '"').replaceFirst("\\{", "{\"\\$schema\":\"" + dialect + "\",");
    var surfaces = withSchema(text);

    assertThat(call(surfaces, "{\"a\":3}").path("isError").asBoolean()).isTrue();
    assertThat(call(surfaces, "{\"a\":4}").path("isError").asBoolean()).isFalse();
    assertThat(surfaces.surface.unchecked()).isEmpty();
  }

  @Test
  void formatIsNotAsserted() {
    var surfaces =
        withSchema("{\"properties\":{\"a\":{\"type\":\"string\",\"format\":\"email\"}}}");

    assertThat(call(surfaces, "{\"a\":\"nobody\"}").path("isError").asBoolean()).isFalse();
  }

  @Test
  void remoteReference_isNeverFetchedAndReported() throws IOException {
    var requests = new AtomicInteger();
    var web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'{', '}'});
          exchange.close();
        });
    web.start();
    try {
      var url = "http://127.0.0.1:" + web.getAddress().getPort() + "/s.json";
      var surfaces = withSchema("{\"properties\":{\"a\":{\"$ref\":\"" + url + "\"}}}");

      assertThat(call(surfaces, "{\"a\":1}").path("isError").asBoolean()).isFalse();
      assertThat(requests).hasValue(0);
      assertThat(surfaces.surface.unchecked().keySet())
          .extracting(ToolId::toString)
          .containsExactly("s/t");
    } finally {
      web.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'properties':{'a':{'pattern':'(unclosed'}}}|{'a':'x'}",
        "{'properties':{'a':{'$ref':'#/$defs/none'}}}|{'a':'x'}",
        "{'$schema':'http://127.0.0.1:1/mine','properties':{'a':{'type':'string'}}}|{'a':'x'}",
        "{'$schema':5,'properties':{'a':{'type':'string'}}}|{'a':'x'}",
        "{'allOf':[{'$ref':'#'}]}|{'a':'x'}",
        "{'properties':{'a':{'multipleOf':1e-999999999}}}|{'a':3}",
        "{'properties':{'a':{'pattern':'^(.*)(.*)(.*)(.*)(.*)(.*)x$'}}}|{'a':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'}",
      })
  @Timeout(10)
  void schemaThatCannotBeChecked_isSkippedAndReported(String schema, String arguments) {
    var surfaces = withSchema(schema.replace('\'', '"'));

    var started = System.nanoTime();
    var result = call(surfaces, arguments.replace('\'', '"'));

    assertThat(result.path("isError").asBoolean()).isFalse();
    assertThat(surfaces.server.calls).hasSize(1);
    assertThat(surfaces.surface.unchecked()).isNotEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  @Timeout(10)
  void nestedQuantifierOnLongText_ends() {
    var surfaces =
        withSchema("{\"properties\":{\"a\":{\"pattern\":\"^(([a-z])+.)+[A-Z]([a-z])+$\"}}}");

    call(surfaces, "{\"a\":\"" + "a".repeat(100_000) + "\"}");

    assertThat(surfaces.surface.unchecked()).hasSize(1);
  }

  @Test
  @Timeout(10)
  void schemaOfExponentialSize_isGivenUp() {
    var defs = new StringBuilder("\"d0\":{\"type\":\"object\"}");
    for (int i = 1; i < 40; i++) {
      var ref = "{\"$ref\":\"#/$defs/d" + (i - 1) + "\"}";
      defs.append(",\"d%d\":{\"allOf\":[%s,%s]}".formatted(i, ref, ref));
    }
    var surfaces = withSchema("{\"$defs\":{" + defs + "},\"$ref\":\"#/$defs/d39\"}");

    assertThat(call(surfaces, "{}").path("isError").asBoolean()).isFalse();
    assertThat(surfaces.surface.unchecked()).hasSize(1);
  }

  @Test
  @Timeout(10)
  void argumentsTooDeepOrTooLargeInNumber_arePassedOn() {
    var surfaces =
        withSchema(
            "{\"properties\":{\"a\":{\"items\":{\"$ref\":\"#/properties/a\"},\"multipleOf\":3}}}");

    call(surfaces, "{\"a\":" + "[".repeat(400) + "]".repeat(400) + "}");
    call(surfaces, "{\"a\":1e999999999}");

    assertThat(surfaces.server.calls).hasSize(2);
  }

  @Test
  void sameIdInTwoSchemas_eachToolIsCheckedByItsOwn() {
    var server =
        new FakeVirtualServer()
            .tool("s", "s_t", "t", "", "{\"$id\":\"https://x.org/a\",\"required\":[\"p\"]}")
            .tool("s", "s_u", "u", "", "{\"$id\":\"https://x.org/a\",\"required\":[\"q\"]}");
    var surfaces = new Surfaces(server);

    call(surfaces, "{\"p\":1}");
    surfaces.callTool("{\"name\":\"s_u\",\"arguments\":{\"q\":1}}");

    assertThat(surfaces.server.calls).hasSize(2);
  }

  @Test
  void definitionChanges_newSchemaCounts() {
    var surfaces = withSchema("{\"required\":[\"p\"]}");
    call(surfaces, "{\"p\":1}");

    surfaces.server.tool("s", "s_t", "t", "A tool.", "{\"required\":[\"q\"]}");

    assertThat(call(surfaces, "{\"p\":1}").path("isError").asBoolean()).isTrue();
  }

  @Test
  void anotherToolGetsTheName_whatWasSaidOfTheOldOneIsForgotten() {
    var surfaces = withSchema("{\"properties\":{\"a\":{\"pattern\":\"(\"}}}");
    call(surfaces, "{\"a\":\"x\"}");

    surfaces.server.tool("z", "s_t", "t", "", "{\"type\":\"object\"}");

    assertThat(surfaces.surface.unchecked()).isEmpty();
  }

  @Test
  void toolLeaves_itIsForgotten() {
    var surfaces = withSchema("{\"properties\":{\"a\":{\"pattern\":\"(\"}}}");
    call(surfaces, "{\"a\":\"x\"}");

    surfaces.server.publish(List.of());

    assertThat(surfaces.surface.unchecked()).isEmpty();
  }
}
