package dev.dowser.server.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.rpc.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentReaderTest {
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["n"], "$defs": {"count": {"type": "integer"}},
       "properties": {
        "n": {"type": "number"}, "count": {"$ref": "#/$defs/count"}, "flag": {"type": "boolean"},
        "text": {"type": "string"}, "maybe": {"type": ["string", "null"]},
        "either": {"anyOf": [{"type": "number"}, {"type": "string"}]},
        "gone": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "labels": {"type": "array", "items": {"type": "string"}},
        "sizes": {"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "null"}]},
        "where": {"type": "object"}, "level": {"enum": [1, 2]},
        "loop": {"$ref": "#/properties/loop"},
        "bytes": {"type": "string", "contentEncoding": "base64"}}}
      """;

  @TempDir private Path folder;

  private static ArgumentReader reader(String in) {
    return new ArgumentReader(
        Json.parse(SCHEMA), new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
  }

  private static String read(String... pairs) {
    return Json.text(reader("from input").add(List.of(pairs), Json.object()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          n=2           | {'n':2}
          n=-2.50       | {'n':-2.50}
          n= 7          | {'n':7}
          count=3       | {'count':3}
          count=3.0     | {'count':3.0}
          flag=true     | {'flag':true}
          text=5        | {'text':'5'}
          text=true     | {'text':'true'}
          text=a=b      | {'text':'a=b'}
          text=         | {'text':''}
          text={'a':1}  | {'text':'{\\'a\\':1}'}
          maybe=null    | {'maybe':'null'}
          either=12     | {'either':12}
          either=twelve | {'either':'twelve'}
          gone=null     | {'gone':null}
          labels=bug    | {'labels':['bug']}
          labels=['a']  | {'labels':['a']}
          sizes=4       | {'sizes':[4]}
          where={'a':1} | {'where':{'a':1}}
          level=2       | {'level':2}
          loop=x        | {'loop':'x'}
          other=5       | {'other':'5'}
          other=[1]     | {'other':[1]}
          other=[1      | {'other':'[1'}
          """)
  void valueIsReadAsItsSchemaSays(String pair, String arguments) {
    assertThat(read(pair.replace('\'', '"'))).isEqualTo(arguments.replace('\'', '"'));
  }

  @Test
  void sameKeySeveralTimes_isAList() {
    assertThat(read("labels=a", "n=1", "labels=[b", "sizes=1", "sizes=2", "free=x", "free=y"))
        .isEqualTo("{\"labels\":[\"a\",\"[b\"],\"n\":1,\"sizes\":[1,2],\"free\":[\"x\",\"y\"]}");
  }

  @Test
  void everyValueThatDoesNotFit_isSaidWithWhatWasExpected() {
    assertThatThrownBy(() ->
            read("n=two", "count=1.5", "flag=yes", "where=here", "sizes=[x]", "n2=1", "flag=no"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("n: expected number, got string \"two\"")
        .hasMessageContaining("count: expected whole number, got string \"1.5\"")
        .hasMessageContaining("flag: expected one true or false, got 2")
        .hasMessageContaining("where: expected object as JSON, got string \"here\"")
        .hasMessageContaining("sizes: expected list")
        .hasMessageContaining("It takes: n (number, required), count (whole number)")
        .hasMessageNotContaining("n2:");
  }

  @Test
  void filesAndStandardInput_giveValues() throws IOException {
    var file = Files.writeString(folder.resolve("a.txt"), "line\n@x\n");
    Files.write(folder.resolve("b.bin"), new byte[] {(byte) 0xff, 0});

    assertThat(read("text=@" + file, "labels=@" + file, "maybe=@-", "n=@" + number()))
        .isEqualTo(
            "{\"text\":\"line\\n@x\\n\",\"labels\":[\"line\\n@x\\n\"],\"maybe\":\"from input\",\"n\":12}");
    assertThat(read("text=@@ana", "bytes=@" + folder.resolve("b.bin"), "maybe=@"))
        .isEqualTo("{\"text\":\"@ana\",\"bytes\":\"/wA=\",\"maybe\":\"@\"}");
  }

  private Path number() throws IOException {
    return Files.writeString(folder.resolve("n"), "12\n");
  }

  @Test
  void filesThatGiveNoValue_areSaid() throws IOException {
    var bytes = Files.write(folder.resolve("b.bin"), new byte[] {(byte) 0xff, 0});

    assertThatThrownBy(() -> read("text=@none", "maybe=@" + bytes, "n=@-", "either=@-"))
        .hasMessageContaining("text: there is no file none; for the text itself write @@none")
        .hasMessageContaining("maybe: " + bytes + " is not UTF-8 text")
        .hasMessageContaining("n: expected number, got string \"from input\"")
        .hasMessageContaining("either: standard input can be read once only");
  }

  @Test
  void wholeArguments_areAnObject() {
    assertThat(reader("{\"a\":1}").whole("@-").path("a").asInt()).isOne();
    assertThatThrownBy(() -> reader("").whole("[1]")).hasMessageContaining("must be a JSON object");
    assertThatThrownBy(() -> reader("").whole("{a")).hasMessageContaining("are not JSON");
    assertThat(
            Json.text(reader("").add(List.of("n=2"), reader("").whole("{\"n\":1,\"text\":\"x\"}"))))
        .isEqualTo("{\"n\":2,\"text\":\"x\"}");
  }
}
