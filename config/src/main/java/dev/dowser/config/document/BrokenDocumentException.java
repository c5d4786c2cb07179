package dev.dowser.config.document;

/** Ends reading: nothing sensible can follow. */
final class BrokenDocumentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient DocumentFault fault;

  BrokenDocumentException(DocumentFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  DocumentFault fault() {
    return fault;
  }
}
