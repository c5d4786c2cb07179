package dev.dowser.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEditTest {

  private static final List<String> WAY = List.of("servers", "dowser");
  private static final String VALUE = "{\n  \"url\": \"u\"\n}";
  private static final String COMMENTED =
      """
      {
        // mine
        "servers": {
          "a": { "url": "x" }, // first
          /* second */
          "b": { "url": "y, \\"}\\"" } // last
        },
        "other": [1, { "servers": {} }]
      }
      """;

  private static String with(String text) {
    return new JsonEdit(text).with(WAY, VALUE).text();
  }

  @Test
  void newMember_comesLast_commentsStay() {
    assertThat(with(COMMENTED))
        .isEqualTo(
            COMMENTED.replace(
                "} // last\n", "}, // last\n    \"dowser\": {\n      \"url\": \"u\"\n    }\n"));
  }

  @Test
  void takenAwayAgain_textIsWhatItWas() {
    assertThat(new JsonEdit(with(COMMENTED)).without(WAY).text()).isEqualTo(COMMENTED);
  }

  @Test
  void trailingComma_isKept() {
    var text = "{\n\t\"servers\": {\n\t\t\"a\": {},\n\t},\n}\n";

    assertThat(with(text))
        .isEqualTo(
            "{\n\t\"servers\": {\n\t\t\"a\": {},\n\t\t\"dowser\": {\n\t\t\t\"url\": \"u\"\n\t\t},\n\t},\n}\n");
  }

  @Test
  void missingHolder_isMade() {
    assertThat(with("{}\n"))
        .isEqualTo("{\n  \"servers\": {\n    \"dowser\": {\n      \"url\": \"u\"\n    }\n  }\n}\n");
    assertThat(with("{\n    \"x\": 1\n}"))
        .isEqualTo(
            "{\n    \"x\": 1,\n    \"servers\": {\n        \"dowser\": {\n            \"url\": \"u\"\n"
                + "        }\n    }\n}");
  }

  @Test
  void existingValue_isReplacedInItsPlace() {
    var text = "{ \"servers\": { \"dowser\": 1, \"z\": 2 } }";

    assertThat(new JsonEdit(text).with(WAY, "true").text())
        .isEqualTo("{ \"servers\": { \"dowser\": true, \"z\": 2 } }");
  }

  @Test
  void firstMiddleAndLastMember_canGo() {
    var text = "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n";

    assertThat(new JsonEdit(text).without(List.of("a")).text())
        .isEqualTo("{\n  \"b\": 2,\n  \"c\": 3\n}\n");
    assertThat(new JsonEdit(text).without(List.of("b")).text())
        .isEqualTo("{\n  \"a\": 1,\n  \"c\": 3\n}\n");
    assertThat(new JsonEdit(text).without(List.of("c")).text())
        .isEqualTo("{\n  \"a\": 1,\n  \"b\": 2\n}\n");
    assertThat(new JsonEdit(text).without(List.of("d")).text()).isEqualTo(text);
    assertThat(new JsonEdit(text).without(List.of("a", "d")).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }",
        "{\"servers\":{}}",
        "{\"servers\":{\"a\":1}}",
        "{\"servers\":{\"a\":1,}}",
        "{\"servers\": {\"a\": 1 /* x */ , /* y */ \"b\": [1, 2] // z\n}}",
        "{\"servers\": { // nothing\n }}",
        "{\"servers\": {\"a\\u0062\": \"\\\\\\\"}\"}} // end",
        "\uFEFF{\"servers\": {}}",
        "{\r\n  \"servers\": {\r\n    \"a\": 1\r\n  }\r\n}\r\n",
        "{\"servers\": {\"a\": -1.5e3}, \"x\": null}",
        "// only\n{\n}\n"
      })
  void anyForm_isReadWithTheNewValueAndWithoutItAgain(String text) {
    var with = with(text);

    assertThat(DocumentReader.read(with, "x.jsonc").faults()).isEmpty();
    assertThat(new JsonEdit(with).valueAt(List.of("servers", "dowser", "url"))).contains("\"u\"");
    var without = new JsonEdit(with).without(WAY).text();
    assertThat(DocumentReader.read(without, "x.jsonc").faults()).isEmpty();
    assertThat(new JsonEdit(without).keysAt(List.of("servers")))
        .isEqualTo(new JsonEdit(text).keysAt(List.of("servers")));
  }

  @Test
  void strictJson_staysStrict() {
    var text = "{\"servers\": {\"a\": 1, \"dowser\": 2}}";

    assertThat(new JsonEdit(text).without(WAY).text()).isEqualTo("{\"servers\": {\"a\": 1 }}");
  }

  @Test
  void textAtAWay_isAsItStands() {
    assertThat(new JsonEdit(COMMENTED).valueAt(List.of("servers", "a")))
        .contains("{ \"url\": \"x\" }");
    assertThat(new JsonEdit(COMMENTED).valueAt(List.of("servers", "c"))).isEmpty();
    assertThat(new JsonEdit(COMMENTED).keysAt(List.of("servers"))).containsExactly("a", "b");
  }
}
