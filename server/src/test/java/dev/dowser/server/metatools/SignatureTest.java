package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import dev.dowser.server.schema.CompiledSchema;
import java.util.stream.IntStream;
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
        "{'type':'array','minItems':2,'items':{'type':'string'}}| string[]{2..}",
        "{'type':'array','minItems':1}| any[]",
        "{'type':'number','minimum':0,'maximum':1}| number 0..1",
        "{'type':'number','exclusiveMinimum':0,'maximum':1}| number >0..1",
        "{'type':'integer','minimum':1900}| integer 1900..",
        "{'type':'integer','minimum':0}| integer",
        "{'type':'integer','minimum':-9007199254740991,'maximum':9007199254740991}| integer",
        "{'type':'string','minLength':10,'maxLength':10}| string{10}",
        "{'type':'string','minLength':1,'maxLength':4096}| string",
        "{'type':'string','minLength':8,'pattern':'^[a/]+$'}| string{8..} /^[a\\/]+$/",
        "{'type':'string','format':'date'}| string date",
        "{'type':'string','format':'uri'}| string",
        "{'type':'array','items':{'type':'string','minLength':2}}| (string{2..})[]",
        "{'type':'string','description':'Day as YYYY-MM-DD, in UTC.'}| string /*YYYY-MM-DD*/",
        "{'type':'string','pattern':'^AS[0-9]+$'}| string /^AS[0-9]+$/",
        "{'type':'string','pattern':'^01234567890123456789012345678901234567890123456789012345678901234567$'}| string",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'q':{'type':'string','description':'Words that every result must contain. Quote phrases.'}| q: string /*Words that every result must contain*/",
        "'data':{'description':'Rows */ as objects'}| data: any /*Rows * / as objects*/",
        "'path':{'type':'string','description':'Path of the file'}| path: string",
        "'id':{'type':'string','description':'Number of the issue'}| id: string",
        "'q':{'enum':['a'],'description':'A letter'}| q: \"a\"",
        "'q':{'type':'string','description':'two\\nlines'}| q: string /*two lines*/",
      })
  void vagueNameOfRequiredParameter_isExplained(String property, String text) {
    var schema = signature("{'properties':{" + property + "},'required':['q','data','path','id']}");

    assertThat(schema.text(3)).startsWith("t(" + text + ", ");
    assertThat(schema.bare()).doesNotContain("/*");
  }

  @Test
  void hugeLiteralReferredToFromEverywhere_isShownAsItsType() {
    var properties =
        IntStream.range(0, 500).mapToObj(i -> "'p" + i + "':{'$ref':'#/$defs/big'}").toList();
    var schema =
        "{'$defs':{'big':{'const':'%s'}},'properties':{%s}}"
            .formatted("x".repeat(100_000), String.join(",", properties));

    assertThat(signature(schema).text(500).length()).isLessThan(20_000);
    assertThat(signature(schema).text(500)).contains("p0?: string");
  }

  @Test
  void hugeNameReferredToFromEverywhere_isNotRepeatedForEver() {
    var properties =
        IntStream.range(0, 500).mapToObj(i -> "'p" + i + "':{'$ref':'#/$defs/big'}").toList();
    var schema =
        "{'$defs':{'big':{'type':'object','properties':{'%s':{'type':'string'}}}},'properties':{%s}}"
            .formatted("x".repeat(10_000), String.join(",", properties));

    assertThat(signature(schema).text(500).length()).isLessThan(60_000);
  }

  @Test
  void manyNamesAreRequiredThatNothingDeclares_someAreShown() {
    var names = IntStream.range(0, 10_000).mapToObj(i -> "'n" + i + "'").toList();

    assertThat(signature("{'required':" + names + "}").bare().length()).isLessThan(1_000);
  }

  @Test
  void optionalParameters_haveNoLimitsAndNoNull() {
    assertThat(
            signature(
                    "{'properties':{'a':{'type':['string','null'],'minLength':3},'b':{'type':'integer','minimum':5}}}")
                .text())
        .isEqualTo("t(a?: string, b?: integer)");
  }

  @Test
  void terse_cutsEnumsAndLeavesOutDefaultsAndOptionalMembers() {
    var schema =
        "{'properties':{'a':{'enum':['first value','second value','third value']},'b':{'type':'object','properties':{'x':{'type':'string'},'y':{'type':'string'}},'required':['y']},'c':{'type':'integer','default':5}},'required':['a','b']}";

    assertThat(Signature.terse("t", Json.parse(schema.replace('\'', '"'))).text())
        .isEqualTo(
            "t(a: \"first value\"|\"second value\"|...+1, b: {y: string, ...}, c?: integer)");
  }

  @Test
  void oneOfSeveralParametersIsRequired_firstIsAskedForAndOthersAreNamed() {
    assertThat(
            signature(
                    "{'properties':{'o':{},'id':{'type':'integer'},'url':{},'key':{}},'anyOf':[{'required':['id']},{'required':['url','key']}]}")
                .bare())
        .isEqualTo("t(id: integer /*or url+key*/, ...+3)");
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

    var built = SignatureReader.minimalCall(Signature.of("tool", inputSchema).bare());

    assertThat(new CompiledSchema(inputSchema).faults(built)).as(Json.text(built)).isEmpty();
  }
}
