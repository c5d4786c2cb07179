package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EventStreamTest {
  private final EventStream stream = new EventStream();

  @Test
  void messagesCommentsAndEndKeepTheirOrder() {
    assertThat(stream.offer(bytes("{}"))).isTrue();
    var seen = new ArrayList<String>();
    var reading = stream.events().subscribe(event -> seen.add(text(event)));
    stream.comment();
    stream.finish(bytes("[]"));

    assertThat(seen)
        .containsExactly("event: message\ndata: {}\n\n", ":\n\n", "event: message\ndata: []\n\n");
    assertThat(stream.offer(bytes("{}"))).isFalse();
    assertThat(reading.isDisposed()).isTrue();
  }

  @Test
  void clientDoesNotRead_waitingNotificationsAreBoundedAndTheAnswerIsKept() {
    for (var count = 0; count < 5_000; count++) {
      stream.offer(bytes("{}"));
    }
    stream.comment();
    stream.finish(bytes("[]"));

    var events = new ArrayList<String>();
    var reading = stream.events().subscribe(event -> events.add(text(event)));

    assertThat(reading.isDisposed()).isTrue();
    assertThat(events).hasSize(1_001);
    assertThat(events.getLast()).contains("[]");
  }

  @Test
  void clientDoesNotRead_waitingBytesAreBoundedAndALongMessageStillComesFirst() {
    stream.offer(new byte[10_000_000]);
    for (var count = 0; count < 100; count++) {
      stream.offer(new byte[1_000_000]);
    }
    stream.finish(new byte[10_000_000]);

    var lengths = new ArrayList<Integer>();
    var reading = stream.events().subscribe(event -> lengths.add(event.length / 1_000_000));

    assertThat(reading.isDisposed()).isTrue();
    assertThat(lengths).containsExactly(10, 10);
  }

  @Test
  void clientDoesNotRead_whatComesOftenLeavesHalfOfTheRoomToOthers() {
    while (stream.room() > 0) {
      stream.offer(bytes("{}"));
    }
    for (var count = 0; count < 500; count++) {
      stream.offer(bytes("[]"));
    }

    var events = new ArrayList<String>();
    var reading = stream.events().subscribe(event -> events.add(text(event)));

    assertThat(events).hasSize(1_000).filteredOn(event -> event.contains("[]")).hasSize(500);
    reading.dispose();
  }

  @Test
  void clientDoesNotRead_longMessagesTakeTheRoomOfMany() {
    stream.offer(new byte[1_999_000]);

    assertThat(stream.room()).isZero();
  }

  @Test
  void clientReadsAgain_itIsSentMore() {
    var events = new ArrayList<String>();
    var reading = stream.events().subscribe(event -> events.add(text(event)));
    for (var count = 0; count < 100; count++) {
      stream.offer(new byte[1_000_000]);
    }

    assertThat(events).hasSize(100);
    reading.dispose();
  }

  @Test
  void clientLeaves_ownerIsToldOnce() {
    var told = new ArrayList<String>();
    stream.onEnd(() -> told.add("ended"));
    stream.events().subscribe().dispose();

    assertThat(told).containsExactly("ended");
    stream.close();
    assertThat(told).containsExactly("ended");
    assertThat(stream.offer(bytes("{}"))).isFalse();
  }

  @Test
  void streamHasEnded_lateOwnerIsToldAtOnce() {
    stream.close();
    var told = new ArrayList<String>();
    stream.onEnd(() -> told.add("ended"));

    assertThat(told).containsExactly("ended");
  }

  @Test
  void manyThreadsSend_nothingIsLost() throws InterruptedException {
    var received = new CountDownLatch(800);
    var reading = stream.events().subscribe(_ -> received.countDown());
    var senders =
        IntStream.range(0, 8)
            .mapToObj(_ ->
                Thread.startVirtualThread(
                    () -> IntStream.range(0, 100).forEach(_ -> stream.offer(bytes("{}")))))
            .toList();
    for (var sender : senders) {
      sender.join();
    }

    assertThat(received.await(10, TimeUnit.SECONDS)).isTrue();
    reading.dispose();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
