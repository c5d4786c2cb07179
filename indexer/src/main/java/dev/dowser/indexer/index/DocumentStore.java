package dev.dowser.indexer.index;

import dev.dowser.indexer.search.TextAnalysis;
import dev.dowser.indexer.search.ToolField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lucene index: one document per tool, found by its key and replaced as a whole. An index of
 * another version of the analysis is emptied; one that cannot be read is renamed to {@code
 * NAME.set-aside} with a warning. One writer at a time; readers are independent of it.
 */
final class DocumentStore implements AutoCloseable {
  static final String KEY = "key";
  static final String CONTENT = "content";
  static final String LENGTHS = "lengths";

  /** Day (since 1970) on which the tool left the catalog, 0 while it is there. */
  static final String HIDDEN = "hidden";

  private static final Logger LOG = LoggerFactory.getLogger(DocumentStore.class);
  private static final String FORMAT = "dowser.format";
  private static final String VERSION = "%s/%s".formatted(ToolText.SCHEMA, TextAnalysis.VERSION);
  private static final FieldType WORDS = wordsType();

  private final Directory directory;
  private final IndexWriter writer;

  DocumentStore(Directory directory) throws IOException {
    this.directory = directory;
    boolean usable = isOfThisVersion(directory);
    var config = new IndexWriterConfig();
    config.setOpenMode(usable ? OpenMode.CREATE_OR_APPEND : OpenMode.CREATE);
    config.setCommitOnClose(false);
    this.writer = new IndexWriter(directory, config);
  }

  static DocumentStore inMemory() {
    try {
      return new DocumentStore(new ByteBuffersDirectory());
    } catch (IOException failed) {
      throw new IndexException("cannot create an index in memory", failed);
    }
  }

  static DocumentStore open(Path folder) {
    try {
      Files.createDirectories(folder);
      try {
        return openChecked(folder);
      } catch (LockObtainFailedException locked) {
        throw new IndexException("the index " + folder + " is in use by another process", locked);
      } catch (IOException | IllegalArgumentException | IllegalStateException unreadable) {
        setAside(folder, unreadable);
        return openChecked(folder);
      }
    } catch (IOException failed) {
      throw new IndexException("cannot open the index %s: %s".formatted(folder, failed), failed);
    }
  }

  private static DocumentStore openChecked(Path folder) throws IOException {
    var directory = new NRTCachingDirectory(new MMapDirectory(folder), 5, 60);
    boolean opened = false;
    try {
      var store = new DocumentStore(directory);
      store.checkIntegrity();
      opened = true;
      return store;
    } finally {
      if (!opened) {
        IOUtils.closeWhileHandlingException(directory);
      }
    }
  }

  /** Reads every byte once: a flipped bit is found now rather than in the middle of a search. */
  private void checkIntegrity() throws IOException {
    try (var reader = DirectoryReader.open(writer)) {
      for (var leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
        if (leaf.reader().getBinaryDocValues(KEY) == null) {
          throw new IOException("a segment without the field " + KEY);
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      IOUtils.closeWhileHandlingException(writer::rollback);
      throw unreadable;
    }
  }

  private static boolean isOfThisVersion(Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return true;
    }
    var found = SegmentInfos.readLatestCommit(directory).getUserData().get(FORMAT);
    if (found == null) {
      throw new IOException("an index that something else has written");
    }
    if (!found.equals(VERSION)) {
      LOG.info("the index is of version {}, expected {}: it is built anew", found, VERSION);
      return false;
    }
    return true;
  }

  private static void setAside(Path folder, Exception why) throws IOException {
    var aside = folder.resolveSibling(folder.getFileName() + ".set-aside");
    if (Files.exists(aside)) {
      IOUtils.rm(aside);
    }
    Files.move(folder, aside);
    Files.createDirectories(folder);
    LOG.warn("the index {} cannot be read: set aside as {} and built anew", folder, aside, why);
  }

  /** Puts a tool's document in the place of its last one. */
  void put(ToolEntry entry, Map<ToolField, List<String>> words) throws IOException {
    var document = new Document();
    document.add(new StringField(KEY, entry.key(), Field.Store.NO));
    document.add(new BinaryDocValuesField(KEY, new BytesRef(entry.key())));
    document.add(new BinaryDocValuesField(CONTENT, new BytesRef(entry.content().bytes())));
    document.add(new NumericDocValuesField(HIDDEN, 0));
    var lengths = new int[ToolField.count()];
    words.forEach((field, values) -> {
      lengths[field.position()] = values.size();
      if (!values.isEmpty()) {
        document.add(new Field(field.key(), new WordStream(values), WORDS));
      }
    });
    document.add(new BinaryDocValuesField(LENGTHS, SegmentTable.encode(lengths)));
    writer.updateDocument(new Term(KEY, entry.key()), document);
  }

  /** Notes since when tools are hidden, 0 for not at all. */
  void setHidden(Map<String, Integer> days) throws IOException {
    for (var each : days.entrySet()) {
      writer.updateNumericDocValue(new Term(KEY, each.getKey()), HIDDEN, each.getValue());
    }
  }

  void remove(Set<String> keys) throws IOException {
    writer.deleteDocuments(keys.stream().map(key -> new Term(KEY, key)).toArray(Term[]::new));
  }

  /** Removes every document. */
  void clear() throws IOException {
    writer.deleteAll();
  }

  DirectoryReader reader() throws IOException {
    return DirectoryReader.open(writer);
  }

  /** A newer reader than this one, null if it has all. */
  @Nullable DirectoryReader newer(DirectoryReader reader) throws IOException {
    return DirectoryReader.openIfChanged(reader, writer);
  }

  /** False after the disk failed a write, then for ever. */
  boolean isOpen() {
    return writer.isOpen();
  }

  /** Ends without what was not committed; readers stay usable. */
  void abandon() {
    IOUtils.closeWhileHandlingException(writer::rollback, directory);
  }

  /** Makes all changes survive; does nothing if there are none. */
  void commit() throws IOException {
    if (writer.hasUncommittedChanges()) {
      long start = System.nanoTime();
      writer.setLiveCommitData(Map.of(FORMAT, VERSION).entrySet());
      writer.commit();
      LOG.debug("committed in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }

  @Override
  public void close() throws IOException {
    try (directory;
        writer) {
      commit();
    }
  }

  private static FieldType wordsType() {
    var type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }
}
