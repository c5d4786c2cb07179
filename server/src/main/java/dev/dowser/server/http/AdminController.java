package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.index.IndexException;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.Reindex;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.PlainText;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What operators see and do; see {@link AdminAccess} for who they are. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdminController {
  private static final Logger LOG = LoggerFactory.getLogger(AdminController.class);
  private static final int DEFAULT_LIMIT = 8;
  private static final int MAX_LIMIT = 50;
  private static final int MAX_NEEDS = 20;
  private static final int MOST_SHOWN = 80;
  private static final String VIRTUAL_SERVER = "virtualServer";
  private static final String NO_BACKEND = "no backend of this name";
  private static final String WANTED =
      "the body must be an object {virtualServer?, backend?, full?}";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Set<String> WISH = Set.of(VIRTUAL_SERVER, "backend", "full");
  private static final byte[] NOTHING = {};

  private final Operations operations;
  private final AdminAccess access;

  AdminController(Operations operations, AdminAccess access) {
    this.operations = operations;
    this.access = access;
  }

  @Get(value = "/status", produces = MediaType.ALL)
  HttpResponse<?> status(HttpRequest<?> request) {
    return ifOperator(request, () -> Bodies.json(HttpStatus.OK, operations.status()));
  }

  @Get(value = "/prometheus", produces = MediaType.ALL)
  HttpResponse<?> prometheus(HttpRequest<?> request) {
    return ifOperator(
        request,
        () ->
            HttpResponse.ok(operations.metrics().getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", PROMETHEUS));
  }

  @Get(value = "/admin/catalog", produces = MediaType.ALL)
  HttpResponse<?> catalog(HttpRequest<?> request) {
    return ifOperator(request, () -> catalog(request.getParameters()::getAll));
  }

  @Get(value = "/admin/find", produces = MediaType.ALL)
  HttpResponse<?> find(HttpRequest<?> request) {
    return ifOperator(request, () -> find(request.getParameters()::getAll));
  }

  @Post(value = "/admin/reindex", consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<?> reindex(HttpRequest<byte[]> request) {
    return ifOperator(request, () -> reindex(request.getBody().orElse(NOTHING)));
  }

  private HttpResponse<?> ifOperator(HttpRequest<?> request, Supplier<HttpResponse<?>> answer) {
    return access.refusal(request).orElseGet(answer);
  }

  private HttpResponse<?> catalog(Parameters parameters) {
    var virtualServer = parameters.first(VIRTUAL_SERVER);
    return refusal(virtualServer)
        .orElseGet(() -> Bodies.json(HttpStatus.OK, operations.catalog(virtualServer)));
  }

  /** Says which virtual servers there are if this is none of them. */
  private Optional<HttpResponse<?>> refusal(Optional<String> virtualServer) {
    var known = operations.virtualServers();
    return virtualServer
        .filter(name -> !known.contains(name))
        .map(_ ->
            Bodies.error(
                HttpStatus.NOT_FOUND,
                "no virtual server of this name; there are: " + String.join(", ", known)));
  }

  private HttpResponse<?> find(Parameters parameters) {
    var virtualServer = parameters.first(VIRTUAL_SERVER);
    return refusal(virtualServer).orElseGet(() -> find(virtualServer, parameters));
  }

  private HttpResponse<?> find(Optional<String> virtualServer, Parameters parameters) {
    var needs = parameters.all("q").stream().filter(need -> !need.isBlank()).toList();
    if (needs.isEmpty() || needs.size() > MAX_NEEDS) {
      return bad(
          needs.isEmpty()
              ? "q must not be empty"
              : "q may be repeated up to %d times, got %d".formatted(MAX_NEEDS, needs.size()));
    }
    var limit = parameters.first("limit").map(AdminController::limit).orElse(DEFAULT_LIMIT);
    if (limit < 1 || limit > MAX_LIMIT) {
      return bad("limit must be a number in 1..50");
    }
    var explain = parameters.first("explain").orElse("false");
    if (!explain.equals("true") && !explain.equals("false")) {
      return bad("explain must be true or false");
    }
    if (parameters.first("as").isPresent()) {
      return bad("as is not supported yet: every client may find every tool");
    }
    var server = parameters.first("server");
    var only = server.filter(name -> !name.isBlank()).map(BackendId::new);
    var looked = virtualServer.or(() -> Optional.of(operations.virtualServers().getFirst()));
    if (server.isPresent() && only.filter(id -> operations.hasBackend(looked, id)).isEmpty()) {
      return Bodies.error(HttpStatus.NOT_FOUND, NO_BACKEND);
    }
    return Bodies.json(
        HttpStatus.OK,
        operations.find(new FindWish(looked, needs, only, limit, explain.equals("true"))));
  }

  /** The number, or one out of range. */
  private static int limit(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private HttpResponse<?> reindex(byte[] body) {
    ObjectNode wish;
    try {
      if (body.length == 0) {
        wish = Json.object();
      } else if (Json.parse(body) instanceof ObjectNode object) {
        wish = object;
      } else {
        return bad(WANTED);
      }
    } catch (JacksonException _) {
      return bad("the body is not JSON");
    }
    return reindex(wish);
  }

  private HttpResponse<?> reindex(ObjectNode wish) {
    var unknown = wish.propertyNames().stream().filter(key -> !WISH.contains(key)).findFirst();
    if (unknown.isPresent()) {
      return bad(
          WANTED + ", got \"" + PlainText.cut(PlainText.line(unknown.get()), MOST_SHOWN) + '"');
    }
    var backend = wish.path("backend");
    var full = wish.path("full");
    var virtualServer = wish.path(VIRTUAL_SERVER);
    if (!backend.isMissingNode() && backend.stringValue("").isBlank()) {
      return bad("backend must be a name");
    }
    if (!virtualServer.isMissingNode() && virtualServer.stringValue("").isBlank()) {
      return bad("virtualServer must be a name");
    }
    if (!(full.isMissingNode() || full.isBoolean())) {
      return bad("full must be true or false");
    }
    return reindex(
        new Reindex.Wish(
            text(virtualServer), text(backend).map(BackendId::new), full.booleanValue(false)));
  }

  private HttpResponse<?> reindex(Reindex.Wish wish) {
    return refusal(wish.virtualServer())
        .or(() ->
            wish.backend()
                .filter(id -> !operations.hasBackend(wish.virtualServer(), id))
                .map(_ -> Bodies.error(HttpStatus.NOT_FOUND, NO_BACKEND)))
        .orElseGet(() -> reindexed(wish));
  }

  /** An operator has to know that the index cannot be written: a full disk is theirs to mend. */
  private HttpResponse<?> reindexed(Reindex.Wish wish) {
    try {
      return Bodies.json(HttpStatus.OK, shape(operations.reindex(wish)));
    } catch (GatewayException failed) {
      var index = ofIndex(failed).orElseThrow(() -> failed);
      LOG.warn("a reindex was not finished", failed);
      return Bodies.error(
          HttpStatus.SERVICE_UNAVAILABLE, "the reindex was not finished: " + index.getMessage());
    }
  }

  private static Optional<IndexException> ofIndex(GatewayException failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .filter(IndexException.class::isInstance)
        .map(IndexException.class::cast)
        .findFirst();
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }

  private static ObjectNode shape(Reindex.Report report) {
    var json =
        Json.object()
            .put("added", report.added())
            .put("changed", report.changed())
            .put("removed", report.removed())
            .put("embedded", report.embedded());
    var failed = json.putArray("failedBackends");
    report.failedBackends().forEach(failed::add);
    json.put("tookMs", report.tookMs());
    var changes = json.putArray("changes");
    report.changes().forEach(change -> write(change, changes.addObject()));
    return json;
  }

  private static void write(Reindex.BackendChange change, ObjectNode json) {
    json.put("backend", change.backend());
    change.added().forEach(json.putArray("added")::add);
    change.changed().forEach(json.putArray("changed")::add);
    change.removed().forEach(json.putArray("removed")::add);
  }

  private static HttpResponse<?> bad(String message) {
    return Bodies.error(HttpStatus.BAD_REQUEST, message);
  }

  /** The query's parameters. */
  private interface Parameters {
    List<String> all(String name);

    default Optional<String> first(String name) {
      return all(name).stream().findFirst();
    }
  }
}
