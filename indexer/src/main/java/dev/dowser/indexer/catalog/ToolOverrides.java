package dev.dowser.indexer.catalog;

import java.util.List;

/** What the configuration makes of a backend's tools before they are named. Pure. */
public interface ToolOverrides {

  /** Every tool stays as it is. */
  ToolOverrides NONE = snapshot -> new Offer(snapshot.tools(), List.of());

  /** The tools that one backend offers in place of its own. */
  Offer offer(BackendSnapshot snapshot);

  /**
   * What is offered.
   *
   * @param tools a tool of the backend may stand there several times, under different offered names
   * @param faults what could not be done
   */
  record Offer(List<Tool> tools, List<CatalogFault> faults) {

    /** Copies the lists. */
    public Offer {
      tools = List.copyOf(tools);
      faults = List.copyOf(faults);
    }
  }
}
