package dev.dowser.indexer.index;

import static dev.dowser.indexer.index.testing.Catalogs.catalog;
import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a need gets no tool, with a model whose similarities are known to say so. */
final class RefusedNeedsTest {
  private static final String FAR = "book the cheapest flight beyond that gate";

  private final FixedEmbedder embedder = new FixedEmbedder("bge-small-en-v1.5", 256);
  private final StagedEmbedderSource source = StagedEmbedderSource.ready(embedder);
  private final VectorCache cache = VectorCache.inMemory();
  private final ToolIndex index = ToolIndex.inMemory(cache, source, Options.DEFAULT);

  @BeforeEach
  void fill() throws InterruptedException {
    index.apply(
        catalog(
            1,
            tool("home", "unlock_gate", "Unlock the garage gate."),
            tool("home", "list_lamps", "Lists all lamps.")));
    assertThat(index.awaitVectors(Duration.ofSeconds(30))).isTrue();
  }

  @AfterEach
  void close() {
    index.close();
    cache.close();
  }

  @Test
  void needThatIsFarFromAllTools_isRefused() {
    var found = find(FAR);

    assertThat(found.hits()).isEmpty();
    assertThat(found.closest()).isNotEmpty();
  }

  @Test
  void refusal_namesTheFiveClosestTools() throws InterruptedException {
    var tools = new ArrayList<ExposedTool>();
    tools.add(tool("home", "unlock_gate", "Unlock the garage gate."));
    for (int i = 0; i < 6; i++) {
      tools.add(tool("home", "list_lamps_" + i, "Lists all lamps."));
    }
    index.apply(catalog(2, tools.toArray(ExposedTool[]::new)));
    assertThat(index.awaitVectors(Duration.ofSeconds(30))).isTrue();

    assertThat(index.search(new ToolQuery(List.of(FAR), _ -> true, 8)).closest()).hasSize(5);
  }

  @Test
  void needThatIsFarBecauseItIsMisspelt_isAnswered() {
    assertThat(find("unlokc garagge gate").hits().getFirst().tool().name())
        .isEqualTo("home_unlock_gate");
  }

  @Test
  void misspeltNeedIsMendedWordByWord_theRestStaysAsItIs() {
    var _ = find("Unlokc: the garagge-gate $1!");

    assertThat(embedder.embeddedQueries()).containsExactly("unlock: the garage-gate $1!");
  }

  @Test
  void needThatStaysFarWhenMended_isRefused() {
    assertThat(find("lists cheaply the alll garagge lamsp").hits()).isEmpty();
    assertThat(embedder.embeddedQueries()).containsExactly("lists cheaply the all garage lamp");
  }

  @Test
  void oneUnknownWordOfThree_mayBeRightAndStays() {
    var _ = find("tune my unlokc");

    assertThat(embedder.embeddedQueries()).containsExactly("tune my unlokc");
  }

  @Test
  void wordsInAnotherLanguage_areNotTakenForEnglishOnes() {
    var _ = find("cerrar gatte con lampas puerta unlock");

    assertThat(embedder.embeddedQueries()).containsExactly("cerrar gatte con lampas puerta unlock");
  }

  @Test
  void pastedJson_isNotJudged() {
    assertThat(find(" {\"book\": \"cheapest flight beyond that gate\"}").hits()).isNotEmpty();
    assertThat(find("[\"cheapest flight beyond that gate\"]").hits()).isNotEmpty();
  }

  @Test
  void needWithoutSlips_isEmbeddedAsItIs() {
    var _ = find("Unlock THE garage_gate?");

    assertThat(embedder.embeddedQueries()).containsExactly("Unlock THE garage_gate?");
  }

  private RankedTools find(String need) {
    return index.search(new ToolQuery(List.of(need), _ -> true, 3));
  }
}
