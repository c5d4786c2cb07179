package dev.dowser.config.loading;

import dev.dowser.config.key.AuthenticationKeys;

/**
 * Checks {@code incomingAuth} and {@code outgoingAuth}. Only what needs no protection is built, so
 * there is nothing to read; whatever asks for protection is refused.
 */
final class Authentication {

  private Authentication() {}

  static void check(Section root, BackendNames backends) {
    checkIncoming(root);
    root.section(AuthenticationKeys.OUTGOING).ifPresent(section -> outgoing(section, backends));
  }

  /** Of the gateway or of one virtual server. */
  static void checkIncoming(Section section) {
    section.section(AuthenticationKeys.INCOMING).ifPresent(Authentication::incoming);
  }

  private static void incoming(Section section) {
    section
        .required(AuthenticationKeys.INCOMING_TYPE)
        .ifPresent(_ -> section.only(AuthenticationKeys.INCOMING_TYPE));
    section.section(AuthenticationKeys.AUTHZ).ifPresent(Authentication::authorization);
    section.finish();
  }

  private static void authorization(Section section) {
    section
        .required(AuthenticationKeys.AUTHZ_TYPE)
        .ifPresent(_ -> section.only(AuthenticationKeys.AUTHZ_TYPE));
    section.finish();
  }

  private static void outgoing(Section section, BackendNames backends) {
    section.only(AuthenticationKeys.SOURCE);
    section.section(AuthenticationKeys.DEFAULT).ifPresent(Authentication::strategy);
    section
        .section(AuthenticationKeys.BACKENDS)
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
    var type = section.required(AuthenticationKeys.STRATEGY_TYPE);
    if (type.isPresent() && section.only(AuthenticationKeys.STRATEGY_TYPE)) {
      section.finish(); // the keys of a refused type would only hide what is wrong
    }
  }
}
