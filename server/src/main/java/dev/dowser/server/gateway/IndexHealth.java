package dev.dowser.server.gateway;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the index of a virtual server takes its catalogs, and why not. Any thread may ask; the
 * catalog's own thread writes.
 */
public final class IndexHealth {
  private final CatalogIndex index;
  private final List<Consumer<Optional<String>>> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable RuntimeException refusal;
  private Optional<String> told = Optional.empty();

  IndexHealth(CatalogIndex index) {
    this.index = index;
  }

  /** The index has the present catalog. */
  void follows() {
    refusal = null;
  }

  /** The index did not take the present catalog; false if it did not take the last one either. */
  boolean refused(RuntimeException why) {
    var before = refusal;
    refusal = why;
    return before == null;
  }

  /** Why the index could last not be written, for operators; empty if it can. */
  public Optional<String> fault() {
    var known = index.status().fault();
    return known.isPresent()
        ? known
        : Optional.ofNullable(refusal).map(why -> String.valueOf(why.getMessage()));
  }

  /** Whether it took no catalog at all, so that nothing can be found. */
  public boolean findsNothing() {
    return refusal != null && hasNothing();
  }

  private boolean hasNothing() {
    return index.status().catalogVersion() == 0;
  }

  /**
   * Asks that the index has the present catalog.
   *
   * @throws GatewayException {@code INTERNAL} if it refused it
   */
  void refuseBehind() {
    var why = refusal;
    if (why != null) {
      throw new GatewayException(ErrorCode.INTERNAL, "the index could not follow", why);
    }
  }

  /**
   * Asks that something can be found; what cannot be looked for is not simply not there.
   *
   * @throws GatewayException {@code NOT_SEARCHABLE} if it took no catalog at all
   */
  void refuseFindingNothing() {
    var why = refusal;
    if (why != null && hasNothing()) {
      throw new GatewayException(
          ErrorCode.NOT_SEARCHABLE,
          "tools cannot be searched now, because the index cannot be written; a tool whose name is known can still be called",
          why);
    }
  }

  /** Adds a listener that hears of every new fault, and of its end as empty. */
  public void onChange(Consumer<Optional<String>> listener) {
    listeners.add(listener);
  }

  /** Tells listeners if something changed. */
  void tell() {
    var now = fault();
    if (!now.equals(told)) {
      told = now;
      listeners.forEach(listener -> listener.accept(now));
    }
  }
}
