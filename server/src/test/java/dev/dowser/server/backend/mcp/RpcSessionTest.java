package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.rpc.RpcMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RpcSessionTest implements Wire {
  private final RecordingListener listener = new RecordingListener();
  private final RpcSession session = new RpcSession(new BackendId("fake"), listener);
  private final List<CompletableFuture<Void>> told = new ArrayList<>();

  @Override
  public void request(Exchange exchange) {
    throw new AssertionError("nothing is asked here");
  }

  @Override
  public CompletableFuture<Void> tell(RpcMessage message) {
    told.add(new CompletableFuture<>());
    return told.getLast();
  }

  @Override
  public void close() {}

  private void ping(int times) {
    var ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    for (var i = 0; i < times; i++) {
      session.accept(this, ping.getBytes(StandardCharsets.UTF_8), null);
    }
  }

  @Test
  void backendAsksFasterThanItListens_answersAreBounded() {
    ping(1000);
    assertThat(told).hasSize(64);

    told.forEach(each -> each.complete(null));
    ping(1);

    assertThat(told).hasSize(65);
  }

  @Test
  void changesBeforeTheOwnerHasTheLink_areToldOnce() throws InterruptedException {
    var gate = new ListenerGate(listener);
    for (var i = 0; i < 1000; i++) {
      gate.listsChanged();
    }
    gate.open();
    gate.closed("end");

    assertThat(listener.nextChange()).isEqualTo("lists");
    assertThat(listener.changes()).isZero();
  }
}
