package dev.dowser.config.key;

/** Keys of {@code incomingAuth} and {@code outgoingAuth}. */
public final class AuthenticationKeys {

  /** Who comes in. */
  public static final Setting<String> INCOMING_TYPE =
      Setting.of("type", Values.only("anonymous", "local", "apiKey", "oidc"), "").needed();

  /** What those who came in may do. */
  public static final Setting<String> AUTHZ_TYPE =
      Setting.of("type", Values.only("none", "cedar"), "").needed();

  /** What those who came in may do. */
  public static final Part AUTHZ =
      Part.section(
          "authz",
          Shape.of(
              AUTHZ_TYPE,
              Mention.refused("policies"),
              Mention.refused("entitiesJson"),
              Mention.refused("primaryUpstreamProvider"),
              Mention.refused("groupClaimName"),
              Mention.refused("roleClaimName"),
              Mention.refused("groupEntityType")));

  /** Who comes in. */
  public static final Part INCOMING =
      Part.section(
          "incomingAuth",
          Shape.of(
              INCOMING_TYPE,
              AUTHZ,
              Mention.refused("oidc"),
              Mention.refused("local"),
              Mention.refused("apiKey")));

  /** Where ways to log in come from. */
  public static final Setting<String> SOURCE =
      Setting.of("source", Values.only("inline", "discovered"), "").or("inline");

  /** How we log in. */
  public static final Setting<String> STRATEGY_TYPE =
      Setting.of(
              "type",
              Values.only(
                  "unauthenticated",
                  "header_injection",
                  "token_exchange",
                  "upstream_inject",
                  "aws_sts",
                  "xaa",
                  "obo"),
              "")
          .needed();

  private static final Content STRATEGY = new Content.Nested(Shape.of(STRATEGY_TYPE));

  /** How we log in to backends that nothing else is said of. */
  public static final Part DEFAULT = new Part("default", STRATEGY, "", "", false);

  /** How we log in to single backends. */
  public static final Part BACKENDS =
      new Part("backends", new Content.Named("NAME", STRATEGY), "", "", false);

  /** How we log in. */
  public static final Part OUTGOING =
      Part.section("outgoingAuth", Shape.of(SOURCE, DEFAULT, BACKENDS));

  private AuthenticationKeys() {}
}
