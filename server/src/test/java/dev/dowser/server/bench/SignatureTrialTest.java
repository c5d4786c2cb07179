package dev.dowser.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.sets.QuerySet;
import dev.dowser.server.bench.SignatureTrial.Callable;
import dev.dowser.server.bench.SignatureTrial.Unchecked;
import dev.dowser.server.bench.SignatureTrial.Unfit;
import dev.dowser.server.metatools.signature.SignatureForms;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.schema.InputSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTrialTest {

  private static ExposedTool tool(String schema) {
    var definition = Json.object().put("name", "t");
    definition.set("inputSchema", Json.parse(schema.replace('\'', '"')));
    var id = new ToolId(new BackendId("b"), "t");
    return new ExposedTool(
        "b_t", new Tool(id, "", "", List.of(), false, Json.text(definition)), false);
  }

  @Test
  void everyToolOfTheQualitySetCanBeCalledFromItsSignature(@TempDir Path folder)
      throws IOException {
    var resource = "/dev/dowser/indexer/evaluation/quality/catalog.jsonl";
    try (var catalog = SignatureTrialTest.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(catalog), folder.resolve("catalog.jsonl"));
    }
    var tools = List.copyOf(QuerySet.readCatalog(folder).exposed().values());

    assertThat(tools).hasSizeGreaterThan(120);
    assertThat(tools.stream().map(SignatureTrial::of))
        .allSatisfy(trial -> assertThat(trial).isInstanceOf(Callable.class));
  }

  @Test
  void tersestFormOfAnAnswer_isReadToo() {
    var values = "'alternating','exponential','logarithmic','polynomial'";
    var tool =
        tool(
            "{'properties':{'e':{'enum':[%s]},'a':{'type':'string','pattern':'^zz+z$'}},'required':['e','a']}"
                .formatted(values));

    assertThat(SignatureTrial.of(tool))
        .isInstanceOfSatisfying(
            Unfit.class,
            unfit ->
                assertThat(unfit.signature())
                    .isEqualTo(SignatureForms.of("b_t", InputSchema.of(tool)).bare())
                    .contains("|...+"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'properties':{'a':{'type':'string','pattern':'^[^/]+/[^/]+$','minLength':3}},'required':['a']}",
        "{'properties':{'a':{'type':'string','minLength':10,'maxLength':10}},'required':['a']}",
        "{'properties':{'a':{'type':'number','minimum':0,'maximum':0.5}},'required':['a']}",
        "{'properties':{'a':{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':0.5}},'required':['a']}",
        "{'properties':{'a':{'type':'number','exclusiveMaximum':-3}},'required':['a']}",
        "{'properties':{'a':{'type':'integer','minimum':1900,'maximum':2100}},'required':['a']}",
        "{'properties':{'id':{'type':'string'},'name':{'type':'string'}},'anyOf':[{'required':['id']},{'required':['name']}]}",
        "{'properties':{'id':{'type':'string'},'name':{'type':'string'}},'oneOf':[{'required':['id']},{'required':['name']}]}",
        "{'properties':{'a':{'type':'array','items':{'type':'object','properties':{'id':{'type':'string'},'name':{'type':'string'}},'anyOf':[{'required':['id']},{'required':['name']}]}}},'required':['a']}",
        "{'properties':{'a':{'type':'object','required':['x','y'],'additionalProperties':{'type':'string'}}},'required':['a']}",
        "{'properties':{'a':{'type':'array','minItems':3,'uniqueItems':true,'items':{'type':'string'}}},'required':['a']}",
        "{'properties':{'a':{'type':'array','minItems':2,'items':{'type':'array','minItems':2,'items':{'type':'number'}}}},'required':['a']}",
        "{'properties':{'q':{'type':'string','description':'of, (or {with) */ anything'},'b':{'type':'integer'}},'required':['q','b']}",
        "{'properties':{'a':{'type':'string','format':'date','default':'x'},'b':{'default':{'x':[1,'a)']}},'c':{'type':'integer'}},'required':['a','c']}",
      })
  void limitsAreInTheSignature(String schema) {
    assertThat(SignatureTrial.of(tool(schema))).isEqualTo(new Callable());
  }

  @ParameterizedTest
  @MethodSource("dev.dowser.server.bench.RealisticSchemas#all")
  void schemasThatServersSend_canBeCalledFromTheirSignature(String schema) {
    assertThat(SignatureTrial.of(tool(schema))).isEqualTo(new Callable());
  }

  @Test
  void limitThatNoSignatureShows_isUnfitWithItsReason() {
    var trial =
        SignatureTrial.of(
            tool("{'properties':{'a':{'type':'integer','multipleOf':7}},'required':['a']}"));

    assertThat(trial)
        .isInstanceOfSatisfying(
            Unfit.class,
            unfit -> {
              assertThat(unfit.signature()).isEqualTo("b_t(a: integer)");
              assertThat(unfit.call()).isEqualTo("{\"a\":1}");
              assertThat(unfit.reason()).contains("/a", "multiple of 7");
            });
  }

  @Test
  void schemaThatDoesNotCompile_isUnchecked() {
    assertThat(
            SignatureTrial.of(
                tool(
                    "{'$schema':'http://json-schema.org/draft-07/schema#','properties':{'a':{'minimum':'x'}}}")))
        .isInstanceOf(Unchecked.class);
  }
}
