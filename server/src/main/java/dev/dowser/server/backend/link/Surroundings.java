package dev.dowser.server.backend.link;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a link takes from outside so that tests can hold it still.
 *
 * @param background where work runs
 * @param clock for what people read
 * @param ticker nanoseconds that never go back, for durations
 * @param random thread-safe
 */
record Surroundings(
    Background background, InstantSource clock, LongSupplier ticker, RandomGenerator random) {

  Pauses pauses() {
    return new Pauses(random);
  }
}
