package dev.dowser.indexer.index;

import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Words that were analysed before, as Lucene wants them. */
final class WordStream extends TokenStream {
  private final List<String> words;
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private Iterator<String> next;

  WordStream(List<String> words) {
    this.words = words;
    this.next = words.iterator();
  }

  @Override
  public void reset() {
    next = words.iterator();
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    if (!next.hasNext()) {
      return false;
    }
    term.append(next.next());
    return true;
  }
}
