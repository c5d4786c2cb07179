package dev.dowser.server.http;

import dev.dowser.indexer.catalog.Capability;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.MaterialSurface;
import dev.dowser.server.gateway.Subscriber;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.node.ObjectNode;

/** Prompts and resources whose names say how they behave. */
final class ScriptedMaterial implements MaterialSurface {
  final BlockingQueue<Subscriber> subscribed = new LinkedBlockingQueue<>();
  final BlockingQueue<Subscriber> left = new LinkedBlockingQueue<>();
  final BlockingQueue<String> resumed = new LinkedBlockingQueue<>();
  volatile Set<Capability> capabilities = Set.of(Capability.TOOLS);

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Page list(Kind kind, ObjectNode params) {
    var cursor = params.path("cursor").asString("");
    if (cursor.equals("bad")) {
      throw new GatewayException(ErrorCode.BAD_PARAMETERS, "params.cursor is bad");
    }
    var entry =
        Json.object().put("kind", kind.name().toLowerCase(Locale.ROOT)).put("after", cursor);
    return new Page(List.of(entry), cursor.isEmpty() ? Optional.of("second") : Optional.empty());
  }

  @Override
  public CallOutcome prompt(ObjectNode params, Caller caller) {
    return new CallOutcome.Answered(Json.object().put("got", params.path("name").asString()));
  }

  @Override
  public CallOutcome read(ObjectNode params, Caller caller) {
    return switch (params.path("uri").asString()) {
      case "x:down" -> new CallOutcome.Unavailable("backend 'x' is not available", false);
      case "x:late" -> new CallOutcome.DeadlinePassed(Duration.ofSeconds(30));
      case "x:unknown" ->
          new CallOutcome.Refused(new RpcError(-32002, "Resource not found", params));
      default -> new CallOutcome.Answered(Json.object().put("read", true));
    };
  }

  @Override
  public CallOutcome complete(ObjectNode params, Caller caller) {
    return new CallOutcome.Answered(Json.object().put("completed", true));
  }

  @Override
  public CallOutcome subscribe(ObjectNode params, Subscriber subscriber, Caller caller) {
    subscribed.add(subscriber);
    return new CallOutcome.Answered(Json.object());
  }

  @Override
  public CallOutcome unsubscribe(ObjectNode params, Subscriber subscriber, Caller caller) {
    left.add(subscriber);
    return new CallOutcome.Answered(Json.object());
  }

  @Override
  public List<String> resume(Collection<String> uris, Subscriber subscriber, Caller caller) {
    uris.forEach(resumed::add);
    subscribed.add(subscriber);
    return uris.stream().filter(uri -> uri.equals("x:gone")).toList();
  }

  @Override
  public void leave(Subscriber subscriber) {
    left.add(subscriber);
  }
}
