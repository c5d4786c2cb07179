package dev.dowser.server.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code init} and {@code connect} with {@code --json}. */
final class JsonReportsTest {
  private static final String MINE =
      """
      {"mcpServers": {
        "files": {"command": "serve-files", "env": {"TOKEN": "ghp_s3cret"}},
        "web": {"url": "https://h/mcp"}}}
      """;

  @TempDir private Path home;
  private Path cursor;
  private Path configuration;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    cursor = home.resolve(".cursor/mcp.json");
    configuration = home.resolve("dowser.yaml");
    Files.createDirectories(cursor.getParent());
    Files.writeString(cursor, MINE);
  }

  private UserPlaces places() {
    return new UserPlaces(Map.of("HOME", home.toString(), "PATH", "/usr/bin"), "Linux");
  }

  /** Somebody says yes all the time. */
  private int connect(String... more) {
    var yes = new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8));
    var arguments =
        Stream.concat(Stream.of("cursor", "--json", "--url", "http://h/mcp"), Stream.of(more));
    return run(new ConnectCommand(places(), yes), arguments.toArray(String[]::new));
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void programs_getOneValueOfWhatWasImportedAndNoSecret() {
    assertThat(
            run(
                new InitCommand(places()),
                "-o",
                configuration.toString(),
                "--from",
                cursor.toString(),
                "--json"))
        .isZero();

    var report = Json.parse(out.toString());
    assertThat(report.path("configuration").asString()).isEqualTo(configuration.toString());
    assertThat(report.path("servers").findValuesAsString("name")).containsExactly("files", "web");
    assertThat(report.path("variables").asString()).endsWith("dowser.env");
    assertThat(report.path("next").asString()).startsWith("dowser serve");
    assertThat(out.toString()).doesNotContain("s3cret");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void programs_areAskedNothing_andNothingIsWrittenWithoutYes() throws IOException {
    assertThat(connect()).isEqualTo(1);
    assertThat(Json.parse(out.toString()).path("written").asBoolean()).isFalse();
    assertThat(Json.parse(out.toString()).path("change").toString())
        .contains("dowser")
        .doesNotContain("s3cret");
    assertThat(cursor).hasContent(MINE);

    out.getBuffer().setLength(0);
    assertThat(connect("--yes")).isZero();
    var report = Json.parse(out.toString());
    assertThat(report.path("written").asBoolean()).isTrue();
    assertThat(Path.of(report.path("backup").asString())).hasContent(MINE);
    assertThat(Files.readString(cursor)).contains("dowser");
  }
}
