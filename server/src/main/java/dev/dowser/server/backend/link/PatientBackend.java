package dev.dowser.server.backend.link;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Patience;
import tools.jackson.databind.node.ObjectNode;

/** A layer inside the deadline: what it waits is taken off the patience of those within. */
@FunctionalInterface
interface PatientBackend {

  CallOutcome call(String method, ObjectNode params, Patience patience, Caller caller);

  /** What is left after waiting; may be negative. */
  static Patience less(Patience patience, long waitedNanos) {
    return new Patience(
        patience.silence().minusNanos(waitedNanos), patience.most().minusNanos(waitedNanos));
  }
}
