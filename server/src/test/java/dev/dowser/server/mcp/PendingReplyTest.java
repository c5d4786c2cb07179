package dev.dowser.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PendingReplyTest {
  private static final RpcMessage ANSWER = new RpcMessage.Result(Json.parse("1"), Json.object());

  private final List<String> seen = new ArrayList<>();

  @Test
  void answerIsFirst_goesOutAsJson() {
    pending(Reply.Forms.BOTH).answer(ANSWER);

    assertThat(seen).containsExactly("end", "json 200 result");
  }

  @Test
  void notificationIsFirst_allThatFollowsIsStreamed() {
    var pending = pending(Reply.Forms.BOTH);

    pending.notify("n", Json.object());
    pending.notify("n", Json.object());
    pending.heartbeat();
    pending.answer(ANSWER);

    assertThat(seen)
        .containsExactly("stream", "offer n", "offer n", "comment", "end", "finish result");
  }

  @Test
  void heartbeatIsFirst_answerIsStreamed() {
    var pending = pending(Reply.Forms.BOTH);

    pending.heartbeat();
    pending.answer(ANSWER);

    assertThat(seen).containsExactly("stream", "comment", "end", "finish result");
  }

  @Test
  void somethingComesAfterTheEnd_isDropped() {
    var pending = pending(Reply.Forms.BOTH);

    pending.answer(ANSWER);
    pending.notify("n", Json.object());
    pending.heartbeat();
    pending.cancel("late");
    pending.answer(ANSWER);
    pending.drop();

    assertThat(seen).containsExactly("end", "json 200 result");
  }

  @Test
  void cancelled_nothingGoesOutAnyMore() {
    var pending = pending(Reply.Forms.BOTH);
    pending.onCancel(reason -> seen.add("cancelled " + reason));

    pending.cancel("enough");
    pending.notify("n", Json.object());
    pending.answer(ANSWER);
    pending.cancel("again");

    assertThat(seen).containsExactly("end", "empty 202", "cancelled enough");
  }

  @Test
  void cancelledInAStream_itCloses() {
    var pending = pending(Reply.Forms.BOTH);

    pending.notify("n", Json.object());
    pending.cancel("");

    assertThat(seen).containsExactly("stream", "offer n", "end", "close");
  }

  @Test
  void cancelledBeforeAnybodyListens_actionRunsAtOnce() {
    var pending = pending(Reply.Forms.BOTH);

    pending.cancel("early");
    pending.onCancel(reason -> seen.add("cancelled " + reason));

    assertThat(seen).containsExactly("end", "empty 202", "cancelled early");
  }

  @Test
  void actionIsReplaced_onlyTheLaterRuns() {
    var pending = pending(Reply.Forms.BOTH);
    pending.onCancel(_ -> seen.add("first"));
    pending.onCancel(_ -> seen.add("second"));

    pending.cancel("");

    assertThat(seen).containsExactly("end", "empty 202", "second");
  }

  @Test
  void jsonAlone_nothingButTheAnswerGoesOut() {
    var pending = pending(Reply.Forms.JSON);

    pending.notify("n", Json.object());
    pending.heartbeat();
    pending.answer(ANSWER);

    assertThat(seen).containsExactly("end", "json 200 result");
  }

  @Test
  void streamsAlone_answerIsStreamed() {
    pending(Reply.Forms.STREAM).answer(ANSWER);

    assertThat(seen).containsExactly("end", "stream", "finish result");
  }

  private PendingReply pending(Reply.Forms forms) {
    return new PendingReply(new NotedReply(forms), _ -> true, _ -> seen.add("end"));
  }

  private static String kind(byte[] message) {
    var json = Json.parse(new String(message, StandardCharsets.UTF_8));
    return json.has("result") ? "result" : json.path("method").asString();
  }

  /** Notes what goes out. */
  private final class NotedReply implements Reply, EventSink {
    private final Forms forms;

    private NotedReply(Forms forms) {
      this.forms = forms;
    }

    @Override
    public Forms forms() {
      return forms;
    }

    @Override
    public void json(int status, byte[] message) {
      seen.add("json " + status + " " + kind(message));
    }

    @Override
    public void opened(String sessionId, byte[] message) {
      seen.add("opened");
    }

    @Override
    public void empty(int status) {
      seen.add("empty " + status);
    }

    @Override
    public EventSink stream() {
      seen.add("stream");
      return this;
    }

    @Override
    public int room() {
      return 1;
    }

    @Override
    public boolean offer(byte[] message) {
      return seen.add("offer " + kind(message));
    }

    @Override
    public void comment() {
      seen.add("comment");
    }

    @Override
    public void finish(byte[] message) {
      seen.add("finish " + kind(message));
    }

    @Override
    public void close() {
      seen.add("close");
    }

    @Override
    public void onEnd(Runnable action) {}
  }
}
