package dev.dowser.server.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP by hand, for headers that clients refuse to send and connections that break. */
final class RawRequest implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;
  private final Socket socket;

  private RawRequest(Socket socket) {
    this.socket = socket;
  }

  /** Sends the text, its line ends turned to CRLF. */
  static RawRequest send(int port, String text) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MS);
    var bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return new RawRequest(socket);
  }

  /** Waits for the first line of the answer. */
  int status() throws IOException {
    return Integer.parseInt(line(socket.getInputStream()).split(" ", -1)[1]);
  }

  /** Reads until a line begins so. */
  String lineThatBegins(String beginning) throws IOException {
    var input = socket.getInputStream();
    var line = line(input);
    while (!line.startsWith(beginning)) {
      line = line(input);
    }
    return line;
  }

  /** Reads all the rest; returns when the server closes. */
  String rest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String line(InputStream input) throws IOException {
    var line = new StringBuilder();
    for (var next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("the server closed after: " + line);
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
