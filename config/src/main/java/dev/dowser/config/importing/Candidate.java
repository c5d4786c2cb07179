package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A backend on its way.
 *
 * @param name as a backend
 * @param place where it comes from
 * @param keys of the backend but its name, in our form
 * @param remarks for the comment above it
 * @param off why it stands there only as a comment
 */
record Candidate(
    String name, Place place, List<Node.Entry> keys, List<String> remarks, Optional<String> off) {

  Candidate {
    keys = List.copyOf(keys);
    remarks = List.copyOf(remarks);
  }

  Candidate named(String other) {
    return new Candidate(other, place, keys, remarks, off);
  }

  Candidate withRemark(String remark) {
    var more = new ArrayList<>(remarks);
    more.add(remark);
    return new Candidate(name, place, keys, more, off);
  }

  Candidate off(String reason) {
    return new Candidate(name, place, keys, remarks, Optional.of(reason));
  }

  /** Lines of YAML. */
  List<String> lines() {
    var all = new ArrayList<Node.Entry>();
    all.add(Nodes.entry("name", Nodes.scalar(name)));
    all.addAll(keys);
    return YamlText.item(all);
  }

  /** Whether it is the same server, whatever it is called. */
  boolean isSameServer(Candidate other) {
    return off.isPresent() == other.off.isPresent()
        && YamlText.item(keys).equals(YamlText.item(other.keys));
  }
}
