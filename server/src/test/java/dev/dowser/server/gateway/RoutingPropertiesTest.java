package dev.dowser.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.Adaptation;
import dev.dowser.indexer.catalog.AutoNaming;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.CatalogAssembler;
import dev.dowser.indexer.catalog.GivenName;
import dev.dowser.indexer.catalog.NameMemory;
import dev.dowser.indexer.catalog.NamingPolicy;
import dev.dowser.indexer.catalog.PrefixNaming;
import dev.dowser.indexer.catalog.PriorityNaming;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.catalog.ToolVisibility;
import dev.dowser.indexer.override.DefinitionOverrides;
import dev.dowser.indexer.override.Variant;
import dev.dowser.indexer.override.Variant.Annotations;
import dev.dowser.indexer.snapshot.MemorySnapshotStore;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every listed name calls exactly the tool, and the variant of it, that its definition shows. */
class RoutingPropertiesTest {
  private static final List<BackendId> ORDER =
      IntStream.range(0, 4).mapToObj(i -> new BackendId("b" + i)).toList();
  private static final List<String> OWN = List.of("list", "get it", "get_it", "b1_list");
  private static final String FORMAT = PrefixNaming.DEFAULT_FORMAT;

  private static NamingPolicy naming(String strategy) {
    return switch (strategy) {
      case "priority" -> new PriorityNaming(List.of(ORDER.get(2)), FORMAT);
      case "manual" -> new PrefixNaming("");
      case "auto" -> new AutoNaming(FORMAT, new Forgetful());
      default -> new PrefixNaming(FORMAT);
    };
  }

  private static final class Forgetful implements NameMemory {
    @Override
    public List<GivenName> load() {
      return List.of();
    }

    @Override
    public void keep(Collection<GivenName> names) {}
  }

  /** Says in its description, and sends in a hidden parameter, what it is. */
  private static Variant variant(ToolId tool, String name) {
    var mark = tool + " as " + name;
    return new Variant(
        Optional.of(name),
        Optional.empty(),
        Optional.of(mark),
        Annotations.NONE,
        new Adaptation(
            Map.of("mark", "\"" + mark + "\""), Set.of("mark"), Map.of(), Optional.empty()));
  }

  private static Map<ToolId, List<Variant>> variants(Random random) {
    var variants = new HashMap<ToolId, List<Variant>>();
    for (var backend : ORDER) {
      for (var own : OWN) {
        var tool = new ToolId(backend, own);
        variants.put(
            tool,
            random
                .ints(1 + random.nextInt(3), 0, 5)
                .distinct()
                .mapToObj(i -> variant(tool, i == 0 ? own : "v" + i))
                .toList());
      }
    }
    return variants;
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefix", "priority", "manual", "auto"})
  void eachNameCallsWhatItShows_andTheOrderOfAnswersLeavesNoTrace(String strategy)
      throws InterruptedException {
    for (int seed = 0; seed < 15; seed++) {
      var first = listedAndCalled(strategy, seed, new Random(seed));

      assertThat(listedAndCalled(strategy, seed, new Random(-seed - 1))).isEqualTo(first);
    }
  }

  private static Map<String, String> listedAndCalled(String strategy, int seed, Random arrival)
      throws InterruptedException {
    var overrides = new DefinitionOverrides(variants(new Random(seed)));
    var assembler = new CatalogAssembler(overrides, naming(strategy), ToolVisibility.ALL, ORDER);
    var backends = new FakeBackends(ORDER.toArray(BackendId[]::new));
    var index = new FakeIndex();
    try (var live = new LiveCatalog(assembler, index, new MemorySnapshotStore(), Duration.ZERO);
        var server = new JoinedBackends("v", live, index, backends, new ResourceLinks())) {
      live.start();
      var coming = new ArrayList<>(ORDER);
      Collections.shuffle(coming, arrival);
      for (var backend : coming) {
        live.discovered(Sample.of(backend, definitions(arrival)));
        if (arrival.nextBoolean()) {
          live.awaitApplied(Duration.ofSeconds(20));
        }
      }
      live.awaitApplied(Duration.ofSeconds(20));
      return called(new PassThroughSurface(server), backends);
    }
  }

  private static JsonNode[] definitions(Random arrival) {
    var names = new ArrayList<>(OWN);
    Collections.shuffle(names, arrival);
    return names.stream().map(RoutingPropertiesTest::definition).toArray(JsonNode[]::new);
  }

  private static ObjectNode definition(String name) {
    var definition = Json.object().put("name", name);
    definition.putObject("inputSchema").putObject("properties").putObject("mark");
    return definition;
  }

  private static Map<String, String> called(PassThroughSurface surface, FakeBackends backends) {
    var names =
        surface.definitions().stream()
            .collect(Collectors.toMap(RoutingPropertiesTest::name, Json::text));
    assertThat(names).hasSameSizeAs(surface.definitions());
    for (var definition : surface.definitions()) {
      backends.sent.clear();
      surface.call(Json.object().put("name", name(definition)), Caller.NONE);

      var sent = backends.sent.getFirst();
      var shown = definition.path("description").asString();
      assertThat(sent.params().at("/arguments/mark").asString()).isEqualTo(shown);
      assertThat(shown)
          .startsWith(sent.backend() + "/" + sent.params().path("name").asString() + " as ");
    }
    return names;
  }

  private static String name(ObjectNode definition) {
    return definition.path("name").asString();
  }
}
