package dev.dowser.indexer.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "note://all, note://all",
    "note://{id}, note://7",
    "note://{id}, note://a%2Fb",
    "note://{id}/body, note://7/body",
    "note://{owner}/{id}, note://ana/7",
    "note://{a}x{b}, note://1x2x3",
    "note://{a}{b}, note://12",
    "file:///{+path}, file:///srv/docs/a.txt",
    "file://{/path*}, file:///srv/docs",
    "file://{/path*}, file://",
    "'db://{table}{?limit,offset}', db://users",
    "'db://{table}{?limit,offset}', 'db://users?limit=5&offset=2'",
    "db://{table}?fixed=1{&more}, 'db://users?fixed=1&more=2'",
    "web://{page}{#part}, web://home#top",
    "img://{name}{.ext}, img://logo.svg",
    "x://{a:3}{;p*}, x://abc;p=1",
    "x://{id*}, x://7",
  })
  void uriThatItMakes_isMatched(String template, String uri) {
    assertThat(UriTemplate.of(template).matches(uri)).isTrue();
    assertThat(UriTemplate.of(template).matchesLoosely(uri)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "note://all, note://all/more",
    "note://all, note://al",
    "note://{id}, note://",
    "note://{id}, notes://7",
    "note://{id}/body, note://7",
    "note://{id}/body, note://7/bodyguard",
    "note://{a}x{b}, note://x2",
    "db://{table}{?limit}, db://",
    "web://{page}#top, web://home",
  })
  void uriThatItCannotMake_isNotMatched(String template, String uri) {
    assertThat(UriTemplate.of(template).matches(uri)).isFalse();
    assertThat(UriTemplate.of(template).matchesLoosely(uri)).isFalse();
  }

  @Test
  void plainVariable_holdsSlashesOnlyLoosely() {
    var template = UriTemplate.of("file:///{path}");

    assertThat(template.matches("file:///srv/a")).isFalse();
    assertThat(template.matchesLoosely("file:///srv/a")).isTrue();
  }

  @Test
  void variableBetweenSlashes_mayBePlacedAnywhereThatFits() {
    assertThat(UriTemplate.of("x://{+a}x{b}").matches("x://ax/xb")).isTrue();
  }

  @Test
  void templateMadeToTakeLong_isDecidedSoon() {
    var greedy = UriTemplate.of("x:" + "{+a}x".repeat(30) + "y");

    assertThat(greedy.matches("x:" + "x".repeat(UriTemplate.MAX_URI - 2))).isFalse();
  }

  @Test
  void veryLongUri_isNotCompared() {
    assertThat(UriTemplate.of("x:{+a}").matches("x:" + "a".repeat(UriTemplate.MAX_URI))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x:{", "x:{}", "x:{a", "x:{a b}", "x:{a,}", "x:{=a}", "x:{a:}", "{a}", "a/{b}", ""
      })
  void otherText_isRefused(String text) {
    assertThatThrownBy(() -> UriTemplate.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooManyExpressions_areRefused() {
    assertThatThrownBy(() -> UriTemplate.of("x:" + "{a}/".repeat(100)))
        .hasMessageContaining("at most 32 expressions");
  }
}
