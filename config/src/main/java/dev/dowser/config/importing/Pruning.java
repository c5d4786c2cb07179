package dev.dowser.config.importing;

import dev.dowser.config.loading.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Takes out of a draft what the loader refuses, one thing after the other, until it loads. A
 * backend is taken out as a whole: with a part missing it would be another one.
 */
final class Pruning {

  private static final Pattern BACKEND = Pattern.compile("backends\\[(\\d+)].*");
  private static final int MOST_ROUNDS = 2_000;

  private final Draft draft;
  private final Journey journey;
  private final Supplier<List<Fault>> loader;

  Pruning(Draft draft, Journey journey, Supplier<List<Fault>> loader) {
    this.draft = draft;
    this.journey = journey;
    this.loader = loader;
  }

  /** What is left of the faults: nothing, if the draft loads now. */
  List<Fault> run() {
    var faults = loader.get();
    for (int i = 0; i < MOST_ROUNDS && !faults.isEmpty() && isTakenOut(faults.getFirst()); i++) {
      faults = loader.get();
    }
    return faults;
  }

  private boolean isTakenOut(Fault fault) {
    var matcher = BACKEND.matcher(fault.path());
    if (matcher.matches()) {
      takeOut(draft.used().get(Integer.parseInt(matcher.group(1))), fault);
      return true;
    }
    var way = nearest(wayOf(fault.path()));
    way.ifPresent(found -> takeOut(found, fault));
    return way.isPresent();
  }

  private void takeOut(Candidate server, Fault fault) {
    var key = fault.path().replaceFirst("backends\\[\\d+]\\.?", "");
    var reason = key.isEmpty() ? fault.message() : key + ": " + fault.message();
    draft.replace(server, server.off(reason));
    draft.timeouts().remove(server.name());
    draft.filters().remove(server.name());
    journey.leftOut(server.place(), reason + "; the server came as a comment");
  }

  private void takeOut(List<String> way, Fault fault) {
    var place = new Place(draft.origins().getFirst(), Nodes.positionOf(draft.rest(), way), way);
    draft.setRest(Nodes.without(draft.rest(), way));
    draft.remarks().add("Left out: %s: %s".formatted(place.path(), fault.message()));
    journey.leftOut(place, fault.message() + "; left out");
  }

  private static List<String> wayOf(String path) {
    return List.of(path.replace("[", ".").replace("]", "").split("\\."));
  }

  /**
   * The longest part of the way that exists: what is missing cannot be taken out, its holder can.
   */
  private Optional<List<String>> nearest(List<String> way) {
    for (int end = way.size(); end > 0; end--) {
      if (Nodes.has(draft.rest(), way.subList(0, end))) {
        return Optional.of(way.subList(0, end));
      }
    }
    return Optional.empty();
  }
}
