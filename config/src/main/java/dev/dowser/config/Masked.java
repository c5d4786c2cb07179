package dev.dowser.config;

import java.net.URI;
import java.util.Map;
import java.util.TreeSet;

/** Says what there is without saying what it holds. */
final class Masked {

  private Masked() {}

  static String names(Map<String, String> secrets) {
    return new TreeSet<>(secrets.keySet()).toString();
  }

  static String address(URI url) {
    var address = url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    return url.getRawQuery() == null ? address : address + "?***";
  }
}
