package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GatewayClientTest {
  private FakeGateway gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = new FakeGateway();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void nobodyListens_saysHowToStartOne() {
    gateway.close();

    assertThatThrownBy(() -> GatewayClient.open(gateway.url()))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("no gateway answers at " + gateway.url())
        .hasMessageContaining("dowser serve");
  }

  @Test
  void session_isUsedAndEnded() {
    try (var _ = GatewayClient.open(gateway.url())) {
      assertThat(gateway.await("notifications/initialized").session()).isEqualTo("s-1");
    }
    assertThat(gateway.await("DELETE").session()).isEqualTo("s-1");
  }

  @Test
  void refusal_isTheGatewaysText() {
    try (var client = GatewayClient.open(gateway.url())) {
      assertThatThrownBy(() -> client.callTool("find_tool", Json.object(), progress -> {}))
          .isInstanceOf(CommandFailed.class)
          .hasMessage("the gateway refused: name is missing");
    }
  }

  @Test
  void gatewayGoneInBetween_closingHidesNothing() {
    assertThatThrownBy(
            () -> {
              try (var client = GatewayClient.open(gateway.url())) {
                gateway.close();
                client.callTool("find_tool", Json.object(), progress -> {});
              }
            })
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining(gateway.url().toString())
        .hasNoSuppressedExceptions();
  }

  @Test
  void gatewayGoneAtTheEnd_isNoFault() {
    var client = GatewayClient.open(gateway.url());
    gateway.close();
    client.close();

    assertThat(gateway.await("initialize").verb()).isEqualTo("POST");
  }

  @Test
  void anotherWebServer_isSaidToBeOne() {
    try (var client = GatewayClient.open(gateway.url())) {
      assertThatThrownBy(() -> client.admin("/admin/catalog", Optional.empty(), Optional.empty()))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining("/admin/catalog answered 404");
    }
    assertThatThrownBy(() -> GatewayClient.open(gateway.url().resolve("/other")))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("expected a Dowser gateway");
  }
}
