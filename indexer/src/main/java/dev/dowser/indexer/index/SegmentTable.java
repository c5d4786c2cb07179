package dev.dowser.indexer.index;

import dev.dowser.indexer.search.ToolField;
import dev.dowser.indexer.search.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;

/**
 * Key, content hash and field lengths of each document of a segment, and its words. A segment never
 * changes, so it is read once.
 *
 * @param keys by document
 * @param contents by document
 * @param lengths by document
 * @param vocabulary its words
 */
record SegmentTable(
    List<String> keys, List<TextHash> contents, List<int[]> lengths, Vocabulary vocabulary) {

  static SegmentTable read(LeafReader segment) throws IOException {
    int documents = segment.maxDoc();
    var keys = new ArrayList<String>(documents);
    var contents = new ArrayList<TextHash>(documents);
    var lengths = new ArrayList<int[]>(documents);
    var key = DocValues.getBinary(segment, DocumentStore.KEY);
    var content = DocValues.getBinary(segment, DocumentStore.CONTENT);
    var length = DocValues.getBinary(segment, DocumentStore.LENGTHS);
    for (int document = 0; document < documents; document++) {
      keys.add(value(key, document).utf8ToString());
      contents.add(TextHash.read(buffer(value(content, document))));
      lengths.add(decode(buffer(value(length, document))));
    }
    return new SegmentTable(keys, contents, lengths, Vocabulary.read(segment));
  }

  private static BytesRef value(BinaryDocValues values, int document) throws IOException {
    if (!values.advanceExact(document)) {
      throw new IOException("document " + document + " lacks a value that all have");
    }
    return values.binaryValue();
  }

  private static ByteBuffer buffer(BytesRef bytes) {
    return ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
  }

  static BytesRef encode(int[] lengths) {
    var bytes = ByteBuffer.allocate(lengths.length * Integer.BYTES);
    for (int length : lengths) {
      bytes.putInt(length);
    }
    return new BytesRef(bytes.array());
  }

  private static int[] decode(ByteBuffer bytes) {
    var lengths = new int[ToolField.count()];
    for (int field = 0; field < lengths.length; field++) {
      lengths[field] = bytes.getInt();
    }
    return lengths;
  }
}
