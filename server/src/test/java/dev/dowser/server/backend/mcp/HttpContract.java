package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Connector;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every HTTP link does, whatever the form of the answers. */
abstract class HttpContract extends ConnectionContract {
  final HttpClient client = new HttpClients(new EnvironmentProxies(Map.of())).trusting(List.of());
  final HostileHttpServer server;

  HttpContract(boolean alwaysEvents) {
    server = new HostileHttpServer(alwaysEvents);
  }

  @Override
  Connector connector(int maxBytes) {
    return new HttpConnector(
        new BackendId("fake"), new HttpSpec(server.uri(), Map.of("X-Key", "k"), maxBytes), client);
  }

  @AfterEach
  void stop() {
    server.close();
    client.shutdownNow();
  }

  @Test
  void answerThatBreaksOff_endsItsCallOnly() {
    var connection = connect();

    assertThat(call(connection, "die"))
        .isInstanceOfSatisfying(
            CallOutcome.Unavailable.class, end -> assertThat(end.mayHaveRun()).isTrue());
    assertThat(text(call(connection, "next"))).contains("next");
  }
}
