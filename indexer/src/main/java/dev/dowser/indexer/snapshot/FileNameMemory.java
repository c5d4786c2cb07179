package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.GivenName;
import dev.dowser.indexer.catalog.NameMemory;
import dev.dowser.indexer.catalog.ToolId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Keeps given names in one JSON file. A file that is damaged is set aside and all names are given
 * anew; one that cannot be read now is left alone, so that it is there at the next start.
 */
public final class FileNameMemory implements NameMemory {
  private static final Logger LOG = LoggerFactory.getLogger(FileNameMemory.class);
  private static final String FORMAT = "dowser-names-1";
  private static final int MAX_BYTES = 128 << 20;

  private final Path file;
  private boolean readable = true;

  /** A memory in this file, which is made, with its folder, when it is first needed. */
  public FileNameMemory(Path file) {
    this.file = file;
  }

  @Override
  public List<GivenName> load() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return read();
    } catch (UnusableNames e) {
      setAside(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      readable = false;
      LOG.warn(
          "the names given to tools cannot be read, so tools may have other names in this run and none are kept: file={}",
          file,
          e);
    }
    return List.of();
  }

  private List<GivenName> read() throws IOException, UnusableNames {
    if (Files.size(file) > MAX_BYTES) {
      throw new UnusableNames("larger than " + MAX_BYTES + " bytes");
    }
    try {
      var json = DefinitionText.MAPPER.readTree(Files.readAllBytes(file));
      if (!json.path("format").asString("").equals(FORMAT) || !json.path("names").isArray()) {
        throw new UnusableNames("not of the format " + FORMAT);
      }
      return distinct(json.path("names"));
    } catch (JacksonException e) {
      throw new UnusableNames("not JSON: " + e.getOriginalMessage());
    }
  }

  private static List<GivenName> distinct(JsonNode entries) throws UnusableNames {
    var names = new ArrayList<GivenName>();
    Set<Object> seen = new HashSet<>();
    for (var entry : entries) {
      var given = name(entry);
      if (!seen.add(given.name()) || !seen.add(List.of(given.tool(), given.offeredName()))) {
        throw new UnusableNames("a tool or a name stands twice: " + given.name());
      }
      names.add(given);
    }
    return names;
  }

  private static GivenName name(JsonNode entry) throws UnusableNames {
    try {
      var tool =
          new ToolId(
              new BackendId(entry.path("backend").asString("")), entry.path("tool").asString(""));
      return new GivenName(
          tool, entry.path("offered").asString(tool.name()), entry.path("name").asString(""));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new UnusableNames(String.valueOf(e.getMessage()));
    }
  }

  private void setAside(String reason) {
    var aside = file.resolveSibling(file.getFileName() + ".corrupt");
    LOG.warn(
        "the names given to tools are damaged, so all are given anew and some may differ from before: file={} set aside as={} reason={}",
        file,
        aside,
        reason);
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("damaged file not set aside: file={}", file, e);
    }
  }

  @Override
  public void keep(Collection<GivenName> names) {
    if (!readable) {
      return;
    }
    try {
      SafeFile.write(file, bytes(names));
    } catch (IOException e) {
      LOG.warn("the names given to tools are not kept: file={}", file, e);
    }
  }

  private static byte[] bytes(Collection<GivenName> names) {
    var bytes = new ByteArrayOutputStream();
    try (var json = DefinitionText.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("format", FORMAT);
      json.writeArrayPropertyStart("names");
      names.forEach(name -> write(json, name));
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, GivenName given) {
    json.writeStartObject();
    json.writeStringProperty("backend", given.tool().backend().value());
    json.writeStringProperty("tool", given.tool().name());
    if (!given.offeredName().equals(given.tool().name())) {
      json.writeStringProperty("offered", given.offeredName());
    }
    json.writeStringProperty("name", given.name());
    json.writeEndObject();
  }

  /** Why a file is not what it should be. */
  private static final class UnusableNames extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableNames(String reason) {
      super(reason);
    }
  }
}
