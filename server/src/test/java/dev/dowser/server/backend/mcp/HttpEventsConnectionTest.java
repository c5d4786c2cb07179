package dev.dowser.server.backend.mcp;

final class HttpEventsConnectionTest extends HttpContract {
  HttpEventsConnectionTest() {
    super(true);
  }
}
