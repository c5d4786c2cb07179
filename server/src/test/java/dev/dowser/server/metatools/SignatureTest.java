package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {

  private static Signature signature(String schema) {
    return Signature.of("t", Json.parse(schema.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'string'}| string",
        "{'type':['string','null']}| string;null",
        "{'type':'integer','nullable':true}| integer;null",
        "{'anyOf':[{'type':'string'},{'type':'array','items':{'type':'number'}},{'type':'null'}]}| string;number[];null",
        "{'oneOf':[{'const':'a'},{'const':2}]}| \"a\";2",
        "{'enum':['a','b',null]}| \"a\";\"b\";null",
        "{'type':'array','items':{'enum':['a','b']}}| (\"a\";\"b\")[]",
        "{'type':'array'}| any[]",
        "{'type':'string','pattern':'^AS[0-9]+$'}| string /^AS[0-9]+$/",
        "{'type':'string','pattern':'^0123456789012345678901234567890123456789$'}| string",
        "{'type':'array','items':{'type':'string','pattern':'^a'}}| (string /^a/)[]",
        "{'type':'array','prefixItems':[{'type':'number'},{'type':'string'}]}| [number, string]",
        "{'type':'object'}| object",
        "{'type':'object','additionalProperties':{'type':'number'}}| {[key]: number}",
        "{'type':'object','properties':{'x':{'type':'number'},'y':{'type':'number'}},'required':['x']}| {x: number, y?: number}",
        "{'type':'array','items':{'type':'object','properties':{'x':{'type':'number'}},'required':['x']}}| {x: number}[]",
        "{'$ref':'#/$defs/p'}| {x: number}",
        "{'$ref':'#/$defs/none'}| any",
        "{'allOf':[{'$ref':'#/$defs/p'}]}| {x: number}",
        "{}| any",
        "true| any",
      })
  void typeIsShown(String schema, String type) {
    var whole =
        "{'properties':{'a':"
            + schema
            + "},'required':['a'],'$defs':{'p':{'properties':{'x':{'type':'number'}},'required':['x']}}}";

    assertThat(signature(whole).text()).isEqualTo("t(a: " + type.replace(';', '|') + ")");
  }

  @Test
  void requiredComeFirstAndDefaultsAreShown() {
    assertThat(
            signature(
                    "{'properties':{'o':{'type':'integer','default':5},'r':{'type':'string'},'n':{'default':null},'e':{'type':'string','default':''}},'required':['r']}")
                .text())
        .isEqualTo("t(r: string, o?: integer = 5, n?: any, e?: string)");
  }

  @Test
  void manyOptionalParameters_areCounted() {
    var signature =
        signature("{'properties':{'r':{},'a':{},'b':{},'c':{},'d':{}},'required':['r']}");

    assertThat(signature.text(2)).isEqualTo("t(r: any, a?: any, b?: any, ...+2)");
    assertThat(signature.text(0)).isEqualTo("t(r: any, ...+4)");
    assertThat(signature.text(3)).isEqualTo("t(r: any, a?: any, b?: any, c?: any, d?: any)");
  }

  @Test
  void longEnum_isCutAndCounted() {
    var values = new StringBuilder("'value0'");
    for (int i = 1; i < 30; i++) {
      values.append(",'value").append(i).append('\'');
    }

    assertThat(signature("{'properties':{'a':{'enum':[" + values + "]}},'required':['a']}").text())
        .startsWith("t(a: \"value0\"|\"value1\"|")
        .endsWith("|...+20)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'properties':{'a':{'$ref':'#/properties/a'}}}",
        "{'properties':{'a':{'$ref':'#/properties/b'},'b':{'$ref':'#/properties/a'}}}",
        "{'properties':{'a':{'type':'array','items':{'$ref':'#/properties/a'}}}}",
        "{'properties':{'a':{'anyOf':[{'$ref':'#/properties/a'},{'$ref':'#/properties/a'},{'type':'string'}]}}}",
        "{'properties':{'a':{'$ref':'#'}},'required':['a']}",
        "{'$ref':'#'}",
      })
  @Timeout(5)
  void recursiveSchema_ends(String schema) {
    assertThat(signature(schema).text()).hasSizeLessThan(3000);
  }

  @Test
  void hiddenCharactersInNamesAndValues_areEscaped() {
    assertThat(
            signature(
                    "{'properties':{'a\u202eb':{'enum':['x\u200by\\n']}},'required':['a\u202eb']}")
                .text())
        .isEqualTo("t(\"a\\u202eb\": \"x\\u200by\\n\")");
  }

  @ParameterizedTest
  @MethodSource("dev.dowser.server.metatools.RealisticSchemas#all")
  void minimalCallBuiltFromTheSignature_fitsTheSchema(String schema) {
    var inputSchema = Json.parse(schema);

    var built = SignatureReader.minimalCall(Signature.of("tool", inputSchema).text(0));

    assertThat(new CompiledSchema(inputSchema).faults(built)).as(Json.text(built)).isEmpty();
  }
}
