package dev.dowser.server.bench;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.indexer.evaluation.sets.QuerySet;
import dev.dowser.server.bench.SignatureReport.Miss;
import dev.dowser.server.bench.SignatureReport.SetSignatures;
import dev.dowser.server.bench.SignatureTrial.Callable;
import dev.dowser.server.bench.SignatureTrial.Unchecked;
import dev.dowser.server.bench.SignatureTrial.Unfit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a least call of every tool from the text of its signature alone and checks it against the
 * tool's schema as call_tool would.
 */
public final class SignatureBench {

  private SignatureBench() {}

  /**
   * Tries all tools.
   *
   * @param sets folders with catalog.jsonl, or files beside one
   * @throws BadSetException if a catalog cannot be used; before anything is tried
   */
  public static SignatureReport run(List<Path> sets) {
    Map<String, Catalog> catalogs = new LinkedHashMap<>();
    for (var path : sets) {
      catalogs.put(path.toString(), QuerySet.readCatalog(path));
    }
    var reports = new ArrayList<SetSignatures>();
    catalogs.forEach((name, catalog) -> reports.add(tried(name, catalog)));
    return new SignatureReport(reports);
  }

  private static SetSignatures tried(String name, Catalog catalog) {
    int callable = 0;
    var unfit = new ArrayList<Miss>();
    var unchecked = new ArrayList<Miss>();
    for (var tool : catalog.exposed().values()) {
      switch (SignatureTrial.of(tool)) {
        case Callable() -> callable++;
        case Unfit(var signature, var call, var reason) ->
            unfit.add(new Miss(tool.tool().id().toString(), reason, signature, call));
        case Unchecked(var reason) ->
            unchecked.add(new Miss(tool.tool().id().toString(), reason, "", ""));
      }
    }
    return new SetSignatures(name, callable, unfit, unchecked);
  }
}
