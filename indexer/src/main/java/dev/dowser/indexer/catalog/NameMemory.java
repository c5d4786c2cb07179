package dev.dowser.indexer.catalog;

import java.util.Collection;
import java.util.List;

/** Where given names outlive the process. A failure is reported there and costs the names only. */
public interface NameMemory {

  /** What was kept last, each tool and each name once; empty if nothing usable is there. */
  List<GivenName> load();

  /** Keeps these in place of those before; returns when they are safe. */
  void keep(Collection<GivenName> names);
}
