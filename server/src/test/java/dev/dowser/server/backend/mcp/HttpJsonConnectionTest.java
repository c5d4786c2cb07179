package dev.dowser.server.backend.mcp;

final class HttpJsonConnectionTest extends HttpContract {
  HttpJsonConnectionTest() {
    super(false);
  }
}
