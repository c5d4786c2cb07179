package dev.dowser.server.metatools.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.backend.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptResultsTest {
  private static final int ONE = 1_064;

  private final KeptResults results = new KeptResults(4 * ONE, 2 * ONE);
  private final InSession ann = new InSession("ann");
  private final InSession bob = new InSession("bob");

  private static KeptText text(int characters) {
    return KeptText.of(List.of(new TextPart.Plain("x".repeat(characters))), 100_000);
  }

  private String keep(Caller caller) {
    return results.keep(text(1_000), caller);
  }

  private boolean has(String handle, Caller caller) {
    return results.find(handle, caller).isPresent();
  }

  @Test
  void handleIsThatOfItsSessionAlone() {
    var handle = keep(ann);

    assertThat(has(handle, ann)).isTrue();
    assertThat(has(handle, bob)).isFalse();
    assertThat(has(handle, Caller.NONE)).isFalse();
    assertThat(has("nope", ann)).isFalse();
  }

  @Test
  void handlesCannotBeGuessed() {
    var handles = IntStream.range(0, 200).mapToObj(_ -> keep(ann)).toList();

    assertThat(handles)
        .doesNotHaveDuplicates()
        .allSatisfy(handle -> assertThat(handle).matches("[a-z2-9]{16}"));
  }

  @Test
  void sessionEnds_itsResultsAreLetGo() {
    var ofAnn = keep(ann);
    var ofBob = keep(bob);

    ann.end();

    assertThat(has(ofAnn, ann)).isFalse();
    assertThat(has(ofBob, bob)).isTrue();
    assertThat(results.weight()).isEqualTo(ONE);
  }

  @Test
  void sessionIsWatchedOnce_andAgainWhenItIsRevived() {
    for (int i = 0; i < 10; i++) {
      keep(ann);
    }
    assertThat(ann.atEnd).hasSize(1);

    ann.end();
    keep(ann);

    assertThat(ann.atEnd).hasSize(1);
  }

  @Test
  void tooMuchOfOneSession_whatWasReadLongestAgoIsLetGo() {
    var first = keep(ann);
    var second = keep(ann);
    assertThat(has(first, ann)).isTrue();

    var third = keep(ann);

    assertThat(has(second, ann)).isFalse();
    assertThat(has(first, ann)).isTrue();
    assertThat(has(third, ann)).isTrue();
  }

  @Test
  void tooMuchOfAll_whatWasReadLongestAgoIsLetGo() {
    var callers = IntStream.range(0, 5).mapToObj(i -> new InSession("s" + i)).toList();
    var handles = new ArrayList<>(callers.subList(0, 4).stream().map(this::keep).toList());
    assertThat(has(handles.getFirst(), callers.getFirst())).isTrue();

    handles.add(keep(callers.getLast()));

    assertThat(has(handles.get(1), callers.get(1))).isFalse();
    assertThat(IntStream.of(0, 2, 3, 4).allMatch(i -> has(handles.get(i), callers.get(i))))
        .isTrue();
    assertThat(results.weight()).isEqualTo(4 * ONE);
  }

  @Test
  void textBeyondTheBound_isKeptAsFarAsItGoes() {
    var parts = List.of(new TextPart.Plain("x".repeat(10)), new TextPart.Plain("😀".repeat(10)));

    var kept = KeptText.of(List.copyOf(parts), 64 + 10 + 64 + 7);

    assertThat(kept.kept()).isEqualTo(16);
    assertThat(kept.size()).isEqualTo(30);
    assertThat(kept.weight()).isEqualTo(64 + 10 + 64 + 6);
  }

  @Test
  void manyAtOnce_boundsHold() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        var caller = new InSession("s" + i % 7);
        threads.execute(() -> {
          var handle = keep(caller);
          var _ = has(handle, caller);
          if (handle.hashCode() % 3 == 0) {
            caller.end();
          }
        });
      }
    }

    assertThat(results.weight()).isBetween(0L, 4L * ONE);
  }
}
