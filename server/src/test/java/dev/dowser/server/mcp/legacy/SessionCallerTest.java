package dev.dowser.server.mcp.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.backend.Caller;
import dev.dowser.server.session.Negotiated;
import dev.dowser.server.session.Revision;
import dev.dowser.server.session.SessionLimits;
import dev.dowser.server.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionCallerTest {

  @Test
  void hearsOfTheEndOfItsSession_alsoWhenItHasEndedAlready() {
    var sessions =
        Sessions.inMemory(
            new SessionLimits(Duration.ofMinutes(1), 5), InstantSource.fixed(Instant.EPOCH));
    var session = sessions.open(new Negotiated(Revision.NEWEST, Set.of(), Optional.empty()));
    var caller = new SessionCaller(session, Caller.NONE);
    var heard = new ArrayList<String>();

    caller.onSessionEnd(() -> heard.add("end"));
    assertThat(heard).isEmpty();
    sessions.end(session.id());
    caller.onSessionEnd(() -> heard.add("late"));

    assertThat(heard).containsExactly("end", "late");
  }
}
