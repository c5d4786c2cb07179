package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.Capability;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.GatewayException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the clients of a virtual server see besides tools: prompts, resources and their templates,
 * each of them whatever the mode, since they are for people and programs and not for the model.
 * Thread-safe. Params are those that the client sent; all methods with params throw {@link
 * GatewayException} with {@code BAD_PARAMETERS} if they do not fit.
 */
public interface MaterialSurface {

  /**
   * What clients are told that there is. It follows from what backends last declared and not from
   * their health, so that it stays while they come and go.
   */
  Set<Capability> capabilities();

  /** One page of a list, by {@code cursor} of the params. */
  Page list(Kind kind, ObjectNode params);

  /** {@code prompts/get}, under the exposed name. */
  CallOutcome prompt(ObjectNode params, Caller caller);

  /**
   * {@code resources/read} of any URI that a backend lists, has a template for, or linked to in an
   * answer to this session.
   */
  CallOutcome read(ObjectNode params, Caller caller);

  /** {@code completion/complete}. A backend that completes nothing has no suggestions. */
  CallOutcome complete(ObjectNode params, Caller caller);

  /** {@code resources/subscribe}; the subscriber hears of the resource and of those below it. */
  CallOutcome subscribe(ObjectNode params, Subscriber subscriber, Caller caller);

  /** {@code resources/unsubscribe}. */
  CallOutcome unsubscribe(ObjectNode params, Subscriber subscriber, Caller caller);

  /**
   * Subscribes to resources on behalf of a client that had subscribed to them before, and tells it
   * of each when that is done; does not block.
   *
   * @return those that no backend has any more
   */
  List<String> resume(Collection<String> uris, Subscriber subscriber, Caller caller);

  /** Ends all subscriptions of a subscriber that is gone; does not block. */
  void leave(Subscriber subscriber);

  /** What is listed. */
  enum Kind {
    PROMPTS,
    RESOURCES,
    TEMPLATES
  }

  /**
   * A page of definitions.
   *
   * @param entries as clients see them, sorted
   * @param next cursor of the page after it
   */
  record Page(List<ObjectNode> entries, Optional<String> next) {

    /** Copies the list. */
    public Page {
      entries = List.copyOf(entries);
    }
  }
}
