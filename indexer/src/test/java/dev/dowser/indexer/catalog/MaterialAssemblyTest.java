package dev.dowser.indexer.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dowser.indexer.catalog.ToolVisibility.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prompts, resources and templates of many backends become those of one server. */
class MaterialAssemblyTest {
  private static final List<BackendId> ORDER = Offers.order(4);
  private static final String FORMAT = PrefixNaming.DEFAULT_FORMAT;

  enum Policy {
    PREFIX,
    PRIORITY,
    MANUAL,
    AUTO;

    CatalogAssembler assembler(ToolVisibility visibility) {
      return new CatalogAssembler(ToolOverrides.NONE, naming(), naming(), visibility, ORDER);
    }

    private NamingPolicy naming() {
      return switch (this) {
        case PREFIX -> new PrefixNaming(FORMAT);
        case PRIORITY -> new PriorityNaming(List.of(ORDER.get(2)), FORMAT);
        case MANUAL -> new PrefixNaming("");
        case AUTO -> new AutoNaming(FORMAT, new Offers.Kept());
      };
    }
  }

  private static Prompt prompt(int backend, String name) {
    return new Prompt(ORDER.get(backend), name, "{\"name\":\"" + name + "\"}");
  }

  private static Resource resource(int backend, String uri) {
    return new Resource(ORDER.get(backend), uri, "{\"uri\":\"" + uri + "\"}");
  }

  private static ResourceTemplate template(int backend, String text) {
    return new ResourceTemplate(ORDER.get(backend), UriTemplate.of(text), "{}");
  }

  private static BackendSnapshot snapshot(int backend, Material material) {
    return new BackendSnapshot(
        ORDER.get(backend), ServerCard.UNKNOWN, List.of(), material, List.of(), false);
  }

  private static BackendSnapshot prompts(int backend, String... names) {
    var prompts = Stream.of(names).map(name -> prompt(backend, name)).toList();
    return snapshot(backend, new Material(prompts, List.of(), List.of()));
  }

  private static BackendSnapshot resources(int backend, String... uris) {
    var resources = Stream.of(uris).map(uri -> resource(backend, uri)).toList();
    return snapshot(backend, new Material(List.of(), resources, List.of()));
  }

  private static BackendSnapshot templates(int backend, String... texts) {
    var templates = Stream.of(texts).map(text -> template(backend, text)).toList();
    return snapshot(backend, new Material(List.of(), List.of(), templates));
  }

  private static Map<BackendId, BackendSnapshot> byId(BackendSnapshot... snapshots) {
    var byId = new HashMap<BackendId, BackendSnapshot>();
    Stream.of(snapshots).forEach(snapshot -> byId.put(snapshot.backend(), snapshot));
    return byId;
  }

  private static ExposedMaterial assemble(Policy policy, BackendSnapshot... snapshots) {
    return policy.assembler(ToolVisibility.ALL).assemble(1, byId(snapshots)).material();
  }

  private static Map<String, String> names(ExposedMaterial material) {
    var names = new TreeMap<String, String>();
    material
        .prompts()
        .forEach((name, prompt) ->
            names.put(name, prompt.prompt().backend() + "/" + prompt.prompt().name()));
    return names;
  }

  @Test
  void prefix_everyPromptGetsIt() {
    assertThat(names(assemble(Policy.PREFIX, prompts(0, "greet"), prompts(1, "greet"))))
        .isEqualTo(Map.of("b0_greet", "b0/greet", "b1_greet", "b1/greet"));
  }

  @Test
  void priority_theFirstOfTheOrderKeepsTheName() {
    var material = assemble(Policy.PRIORITY, prompts(0, "greet", "own"), prompts(2, "greet"));

    assertThat(names(material)).isEqualTo(Map.of("greet", "b2/greet", "own", "b0/own"));
    assertThat(material.faults())
        .singleElement()
        .satisfies(fault ->
            assertThat(fault.leftOutOfBackend())
                .isEqualTo(
                    new LeftOut(
                        "greet", "prompt: the name greet is that of b2, which has priority")));
  }

  @Test
  void manual_promptsThatClashAreAllLeftOut() {
    var material = assemble(Policy.MANUAL, prompts(0, "greet", "own"), prompts(1, "greet"));

    assertThat(names(material)).isEqualTo(Map.of("own", "b0/own"));
    assertThat(material.faults())
        .extracting(MaterialFault::backend)
        .containsExactly(ORDER.get(0), ORDER.get(1));
  }

  @Test
  void auto_theFirstConfiguredHasTheName_whoeverAnswersFirst() {
    var assembler = Policy.AUTO.assembler(ToolVisibility.ALL);
    var late = byId(prompts(1, "greet"));

    var waiting = assembler.assemble(1, late, Set.of(ORDER.get(1))).material();
    var both = assembler.assemble(2, byId(prompts(0, "greet"), prompts(1, "greet"))).material();

    assertThat(names(waiting)).isEmpty();
    assertThat(names(both)).isEqualTo(Map.of("greet", "b0/greet", "b1_greet", "b1/greet"));
  }

  @Test
  void promptAndToolMayHaveOneName() {
    var tools = Offers.snapshot("b0", List.of("greet"));
    var catalog =
        Policy.AUTO
            .assembler(ToolVisibility.ALL)
            .assemble(1, byId(tools.withMaterial(prompts(0, "greet").material())));

    assertThat(catalog.exposed()).containsKey("greet");
    assertThat(catalog.material().prompts()).containsKey("greet");
  }

  @Test
  void uriOfSeveralBackends_isThatOfTheFirstConfigured() {
    var material =
        assemble(
            Policy.PREFIX, resources(2, "x:a", "x:b"), resources(1, "x:b"), resources(3, "x:b"));

    assertThat(material.owner("x:a")).contains(ORDER.get(2));
    assertThat(material.owner("x:b")).contains(ORDER.get(1));
    assertThat(material.faults())
        .extracting(MaterialFault::backend, MaterialFault::name)
        .containsExactly(tuple(ORDER.get(2), "x:b"), tuple(ORDER.get(3), "x:b"));
    assertThat(material.faults().getFirst().leftOutOfBackend().reason())
        .isEqualTo("resource: b1, configured before b2, has the same");
  }

  @Test
  void thousandsOfUrisOfAnother_areToldInShort() {
    var uris = Stream.iterate(0, i -> i + 1).limit(5_000).map(i -> "x:" + i).toArray(String[]::new);

    var faults = assemble(Policy.PREFIX, resources(0, uris), resources(1, uris)).faults();

    assertThat(faults).hasSize(UriClaims.MOST_TOLD + 1);
    assertThat(faults.getLast().reason())
        .isEqualTo("4900 further URIs are those of other backends");
  }

  @Test
  void listedUri_goesBeforeTemplatesOfOthers() {
    var material = assemble(Policy.PREFIX, templates(0, "x:{id}"), resources(1, "x:7"));

    assertThat(material.owner("x:7")).contains(ORDER.get(1));
    assertThat(material.owner("x:8")).contains(ORDER.get(0));
    assertThat(material.owner("y:8")).isEmpty();
  }

  @Test
  void severalTemplatesFit_theFirstConfiguredIsAsked() {
    var material =
        assemble(Policy.PREFIX, templates(2, "x:{id}"), templates(1, "x:{+any}", "x:{id}"));

    assertThat(material.owner("x:7")).contains(ORDER.get(1));
    assertThat(material.templates())
        .hasEntrySatisfying(
            "x:{id}", template -> assertThat(template.backend()).isEqualTo(ORDER.get(1)));
    assertThat(material.faults()).extracting(MaterialFault::name).containsExactly("x:{id}");
  }

  @Test
  void templateThatFitsStrictly_goesBeforeOneThatFitsLoosely() {
    var material = assemble(Policy.PREFIX, templates(0, "x:/{id}"), templates(1, "x:/{+path}"));

    assertThat(material.owner("x:/a/b")).contains(ORDER.get(1));
    assertThat(assemble(Policy.PREFIX, templates(0, "x:/{id}")).owner("x:/a/b"))
        .contains(ORDER.get(0));
  }

  @Test
  void backendsWithoutARuleAreDenied_theirMaterialIsHiddenAndUnreachable() {
    var visibility =
        new ToolVisibility(Map.of(ORDER.get(1), new Rule(List.of("some_tool"), true)), true, false);
    var hidden =
        snapshot(
            0,
            new Material(
                List.of(prompt(0, "greet")),
                List.of(resource(0, "x:a")),
                List.of(template(0, "y:{a}"))));

    var material =
        Policy.PREFIX
            .assembler(visibility)
            .assemble(1, byId(hidden, resources(1, "x:a")))
            .material();

    assertThat(material.prompts()).isEmpty();
    assertThat(material.owner("x:a")).contains(ORDER.get(1));
    assertThat(material.owner("y:1")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anyOrderAndTimingOfAnswers_endsWithTheSame_andEachNameAndUriIsWhatItShows(Policy policy) {
    for (int seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      var snapshots = clashing(random);
      var expected = policy.assembler(ToolVisibility.ALL).assemble(1, snapshots).material();

      var grown = answering(policy.assembler(ToolVisibility.ALL), snapshots, random);

      assertThat(described(grown)).isEqualTo(described(expected));
      assertThat(accounted(expected)).isEqualTo(offered(snapshots));
      assertThat(expected.prompts())
          .allSatisfy((name, prompt) ->
              assertThat(name).isEqualTo(prompt.name()).matches("[A-Za-z0-9_-]{1,64}"));
      assertThat(expected.resources())
          .allSatisfy((uri, resource) -> {
            assertThat(resource.uri()).isEqualTo(uri);
            assertThat(expected.owner(uri)).contains(resource.backend());
          });
    }
  }

  private static Map<BackendId, BackendSnapshot> clashing(Random random) {
    var names = List.of("greet", "greet all", "greet_all", "b1_greet", "x".repeat(70));
    var snapshots = new HashMap<BackendId, BackendSnapshot>();
    for (int b = 0; b < ORDER.size(); b++) {
      int backend = b;
      var prompts =
          random
              .ints(3, 0, names.size())
              .distinct()
              .mapToObj(i -> prompt(backend, names.get(i)))
              .toList();
      var resources =
          random.ints(4, 0, 6).distinct().mapToObj(i -> resource(backend, "x:" + i)).toList();
      var templates =
          random
              .ints(2, 0, 3)
              .distinct()
              .mapToObj(i -> template(backend, "t" + i + ":{id}"))
              .toList();
      snapshots.put(ORDER.get(b), snapshot(b, new Material(prompts, resources, templates)));
    }
    return snapshots;
  }

  private static ExposedMaterial answering(
      CatalogAssembler assembler, Map<BackendId, BackendSnapshot> snapshots, Random random) {
    var coming = new ArrayList<>(snapshots.keySet());
    Collections.shuffle(coming, random);
    var present = new HashMap<BackendId, BackendSnapshot>();
    var heard = new HashSet<BackendId>();
    var material = ExposedMaterial.NONE;
    for (var id : coming) {
      heard.add(id);
      present.put(id, snapshots.get(id));
      material = assembler.assemble(1, present, heard).material();
    }
    return material;
  }

  private static List<Object> described(ExposedMaterial material) {
    return List.of(
        List.copyOf(material.prompts().values()),
        List.copyOf(material.resources().values()),
        List.copyOf(material.templates().values()),
        material.faults());
  }

  /** Everything that is exposed or said to be left out. */
  private static Set<String> accounted(ExposedMaterial material) {
    var all = new HashSet<String>();
    material
        .prompts()
        .values()
        .forEach(one -> all.add(one.prompt().backend() + one.prompt().name()));
    material.resources().values().forEach(one -> all.add(one.backend() + one.uri()));
    material.templates().values().forEach(one -> all.add(one.backend() + one.template().text()));
    material.faults().forEach(fault -> all.add(fault.backend() + fault.name()));
    return all;
  }

  private static Set<String> offered(Map<BackendId, BackendSnapshot> snapshots) {
    var all = new HashSet<String>();
    snapshots.values().stream()
        .map(BackendSnapshot::material)
        .forEach(material -> {
          material.prompts().forEach(one -> all.add(one.backend() + one.name()));
          material.resources().forEach(one -> all.add(one.backend() + one.uri()));
          material.templates().forEach(one -> all.add(one.backend() + one.template().text()));
        });
    return all;
  }
}
