package dev.dowser.server.schema;

/** Ends a validation that took more than it may; never leaves {@link CompiledSchema}. */
final class ValidationAborted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ValidationAborted(String reason) {
    super(reason, null, false, false);
  }
}
