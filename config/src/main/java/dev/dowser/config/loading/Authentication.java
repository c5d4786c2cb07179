package dev.dowser.config.loading;

import java.util.List;
import java.util.Set;

/**
 * Checks {@code incomingAuth} and {@code outgoingAuth}. Only what needs no protection is built, so
 * there is nothing to read; whatever asks for protection is refused.
 */
final class Authentication {

  private static final Set<String> INCOMING = Set.of("local", "apiKey", "oidc");
  private static final Set<String> OUTGOING =
      Set.of("header_injection", "token_exchange", "upstream_inject", "aws_sts", "xaa", "obo");

  private Authentication() {}

  static void check(Section root, List<String> backends) {
    root.section("incomingAuth").ifPresent(Authentication::incoming);
    root.section("outgoingAuth").ifPresent(section -> outgoing(section, backends));
  }

  private static void incoming(Section section) {
    var type = section.required("type", "anonymous");
    type.ifPresent(field -> field.only("anonymous", INCOMING));
    section.notBuilt("oidc", "local", "apiKey");
    section.section("authz").ifPresent(Authentication::authorization);
    section.finish();
  }

  private static void authorization(Section section) {
    section.required("type", "none").ifPresent(field -> field.only("none", Set.of("cedar")));
    section.notBuilt(
        "policies",
        "entitiesJson",
        "primaryUpstreamProvider",
        "groupClaimName",
        "roleClaimName",
        "groupEntityType");
    section.finish();
  }

  private static void outgoing(Section section, List<String> backends) {
    section.field("source").ifPresent(field -> field.only("inline", Set.of("discovered")));
    section.section("default").ifPresent(Authentication::strategy);
    section
        .section("backends")
        .ifPresent(chosen ->
            chosen
                .fields()
                .forEach((name, field) -> {
                  Names.warnIfUnknown(field, name, backends);
                  field.section().ifPresent(Authentication::strategy);
                }));
    section.finish();
  }

  private static void strategy(Section section) {
    var type = section.required("type", "unauthenticated");
    var fits = type.map(field -> field.only("unauthenticated", OUTGOING)).orElse(false);
    if (fits) {
      section.finish(); // the keys of a refused type would only hide what is wrong
    }
  }
}
