package dev.dowser.indexer.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.LowerCaseFilter;
import org.apache.lucene.analysis.core.StopFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Text to the words that are indexed and searched; thread-safe. Words follow Unicode's rules (UAX
 * 29), Han and Kana become bigrams, identifiers are split at case changes, digits and underscores
 * and also kept whole in one form ({@code createIssue}, {@code create_issue}: create, issue,
 * createissue); then lower case, accents folded, English stop words dropped, English stems.
 */
public final class TextAnalysis {
  /** Changes whenever the same text may give other words; indexes of other versions are rebuilt. */
  public static final String VERSION = "1";

  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private static final int IDENTIFIERS =
      WordDelimiterGraphFilter.GENERATE_WORD_PARTS
          | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
          | WordDelimiterGraphFilter.CATENATE_ALL
          | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
          | WordDelimiterGraphFilter.SPLIT_ON_NUMERICS
          | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;

  // Lucene's own reuse is per thread and would build a chain for every virtual thread.
  private final ConcurrentLinkedDeque<Chain> idle = new ConcurrentLinkedDeque<>();

  /** The words of a text in their order, with repeats. */
  public List<String> words(String text) {
    var chain = idle.pollFirst();
    if (chain == null) {
      chain = new Chain();
    }
    var words = chain.words(text);
    idle.addFirst(chain);
    return words;
  }

  /**
   * A text with some of its words replaced.
   *
   * @param instead by word as {@link #words} gives it
   */
  String mended(String text, Map<String, String> instead) {
    return WORD.matcher(text)
        .replaceAll(found -> {
          var words = words(found.group());
          var other = words.size() == 1 ? instead.get(words.getFirst()) : null;
          return Matcher.quoteReplacement(other == null ? found.group() : other);
        });
  }

  private static final class Chain {
    private final StandardTokenizer tokenizer = new StandardTokenizer();
    private final TokenStream stream;
    private final CharTermAttribute term;

    Chain() {
      TokenStream chain = new CJKBigramFilter(new CJKWidthFilter(tokenizer));
      chain = new WordDelimiterGraphFilter(chain, IDENTIFIERS, null);
      chain = new ASCIIFoldingFilter(new LowerCaseFilter(chain));
      chain = new StopFilter(chain, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
      stream = new KStemFilter(chain);
      term = stream.addAttribute(CharTermAttribute.class);
    }

    List<String> words(String text) {
      var words = new ArrayList<String>();
      tokenizer.setReader(new StringReader(text));
      try (stream) {
        stream.reset();
        while (stream.incrementToken()) {
          words.add(term.toString());
        }
        stream.end();
      } catch (IOException impossible) {
        throw new UncheckedIOException("reading from a string", impossible);
      }
      return words;
    }
  }
}
