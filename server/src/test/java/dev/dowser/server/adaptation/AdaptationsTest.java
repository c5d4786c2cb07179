package dev.dowser.server.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.Adaptation;
import dev.dowser.indexer.catalog.Adaptation.Constraint;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.server.rpc.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class AdaptationsTest {
  private static final String URLS =
      "{\"properties\":{\"url\":{\"pattern\":\"^https://ok/\"}},\"required\":[\"url\"]}";

  private final Adaptations adaptations = new Adaptations();

  private Adapted adapt(Adaptation adaptation, String arguments) {
    var id = new ToolId(new BackendId("b"), "t");
    var tool = new Tool(id, "", "", List.of(), false, "{}").offeredAs("t", adaptation);
    return adaptations.adapt(new ExposedTool("b_t", tool, false), object(arguments));
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) Json.parse(json.replace('\'', '"'));
  }

  private static Adapted ready(String json) {
    return new Adapted.Ready(object(json));
  }

  private static String refusal(Adapted adapted) {
    return adapted instanceof Adapted.Refused(var text) ? text : "not refused: " + adapted;
  }

  private static Adaptation constraint(String schema, Optional<String> message) {
    return new Adaptation(
        Map.of(), Set.of(), Map.of(), Optional.of(new Constraint(schema, message)));
  }

  private static Adaptation values() {
    var names = new LinkedHashMap<String, String>();
    names.put("staging", "17");
    names.put("prod", "\"i-4\"");
    return new Adaptation(
        Map.of("instance", "\"staging\""), Set.of(), Map.of("instance", names), Optional.empty());
  }

  @Test
  void nothingConfigured_argumentsPassAsTheyAre() {
    var arguments = object("{'a':1.50}");
    var tool = new Tool(new ToolId(new BackendId("b"), "t"), "", "", List.of(), false, "{}");

    var adapted = adaptations.adapt(new ExposedTool("b_t", tool, false), arguments);

    assertThat(((Adapted.Ready) adapted).arguments()).isSameAs(arguments);
  }

  @Test
  void defaultFillsWhatIsMissing_andNothingElse() {
    var defaults =
        new Adaptation(
            Map.of("repo", "\"acme/site\"", "limit", "5"), Set.of(), Map.of(), Optional.empty());

    assertThat(adapt(defaults, "{'limit':9,'q':'x'}"))
        .isEqualTo(ready("{'limit':9,'q':'x','repo':'acme/site'}"));
    assertThat(adapt(defaults, "{'limit':null,'repo':'r'}"))
        .isEqualTo(ready("{'limit':null,'repo':'r'}"));
  }

  @Test
  void hiddenParameterSent_isRefusedByName() {
    var hidden =
        new Adaptation(
            Map.of("repo", "\"secret/site\""), Set.of("repo"), Map.of(), Optional.empty());

    assertThat(refusal(adapt(hidden, "{'repo':'other'}")))
        .isEqualTo("b_t sets repo itself; call it without.");
    assertThat(adapt(hidden, "{}")).isEqualTo(ready("{'repo':'secret/site'}"));
  }

  @Test
  void namesBecomeTheirValues_alsoInListsAndDefaults() {
    assertThat(adapt(values(), "{'instance':'prod'}")).isEqualTo(ready("{'instance':'i-4'}"));
    assertThat(adapt(values(), "{'instance':['prod','staging']}"))
        .isEqualTo(ready("{'instance':['i-4',17]}"));
    assertThat(adapt(values(), "{}")).isEqualTo(ready("{'instance':17}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'i-4'", "17", "['prod','x']", "null", "{}", "[3]"})
  void otherThanAName_isRefusedWithTheNames(String value) {
    assertThat(refusal(adapt(values(), "{'instance':" + value + "}")))
        .isEqualTo("/instance: expected one of staging, prod");
  }

  @Test
  void constraintHolds_argumentsPass() {
    assertThat(adapt(constraint(URLS, Optional.empty()), "{'url':'https://ok/x'}"))
        .isEqualTo(ready("{'url':'https://ok/x'}"));
  }

  @Test
  void constraintBroken_isRefusedWithEachFaultOrTheConfiguredText() {
    assertThat(refusal(adapt(constraint(URLS, Optional.empty()), "{'url':'https://bad/x'}")))
        .startsWith("The arguments break the tool's constraints:\n- /url: ")
        .contains("^https://ok/");
    assertThat(
            refusal(adapt(constraint(URLS, Optional.of("Only pages of ok.")), "{'url':'ftp://x'}")))
        .isEqualTo("Only pages of ok.");
  }

  @Test
  void constraintIsAboutWhatTheBackendGets() {
    var both =
        new Adaptation(
            Map.of("url", "\"https://bad/secret\""),
            Set.of("url"),
            Map.of(),
            Optional.of(new Constraint(URLS, Optional.empty())));

    assertThat(refusal(adapt(both, "{}")))
        .isEqualTo("The arguments break the tool's constraints:\n- /url: not allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'properties':{'conf':{'properties':{'zone':{'const':'s3cret-zone'}}}}}",
        "{'properties':{'conf':{'additionalProperties':{'enum':['s3cret-a','s3cret-b']}}}}",
        "{'not':{'properties':{'conf':{'not':{'const':'s3cret-c'}}}}}",
        "{'properties':{'a/b':{'const':'s3cret-d'}}}"
      })
  void brokenConstraint_neverQuotesWhatTheGatewaySets(String schema) {
    var hidden =
        new Adaptation(
            Map.of("conf", "{\"zone\":\"s3cret-own\"}", "a/b", "\"s3cret-other\""),
            Set.of("conf", "a/b"),
            Map.of(),
            Optional.of(new Constraint(schema.replace('\'', '"'), Optional.empty())));

    assertThat(refusal(adapt(hidden, "{}"))).contains("not allowed").doesNotContain("s3cret");
  }

  @Test
  void brokenConstraintOnTheWhole_stillNamesWhatIsMissing() {
    var hidden =
        new Adaptation(
            Map.of("conf", "1"),
            Set.of("conf"),
            Map.of(),
            Optional.of(new Constraint("{\"required\":[\"reason\"]}", Optional.empty())));

    assertThat(refusal(adapt(hidden, "{}"))).contains("reason").doesNotContain("not allowed");
  }

  @Test
  void whatCannotBeChecked_isRefusedAndTheNextCallIsNot() {
    var slow =
        constraint(
            "{\"properties\":{\"a\":{\"pattern\":\"^(.*)(.*)(.*)(.*)(.*)(.*)x$\"}}}",
            Optional.empty());

    assertThat(refusal(adapt(slow, "{'a':'" + "a".repeat(300) + "'}")))
        .contains("cannot be checked");
    assertThat(adapt(slow, "{'a':'x'}")).isEqualTo(ready("{'a':'x'}"));
  }

  @Test
  void deepArguments_areRefusedWhereAConstraintStands() {
    var deep = "{'a':" + "[".repeat(80) + "]".repeat(80) + "}";

    assertThat(refusal(adapt(constraint("{}", Optional.empty()), deep)))
        .contains("cannot be checked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref':'https://example.com/schema'}",
        "{'properties':{'a':{'pattern':'('}}}",
        "{'properties':{'a':{'$ref':'#/$defs/none'}}}",
      })
  void constraintThatIsNeverChecked_isUnusable(String schema) {
    assertThat(Adaptations.unusable(new Constraint(schema.replace('\'', '"'), Optional.empty())))
        .isPresent();
  }

  @Test
  void usableConstraint_isNot() {
    assertThat(Adaptations.unusable(new Constraint(URLS, Optional.empty()))).isEmpty();
  }

  @Test
  void defaultsAreNotInTheText() {
    assertThat(values().toString()).doesNotContain("17", "i-4");
  }
}
