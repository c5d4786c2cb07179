package dev.dowser.config.key;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a single value may be.
 *
 * @param expected for messages
 * @param reading from text; empty if it is not that
 * @param writing back to text, as people write it
 * @param form what an editor can check
 */
public record Value<T>(
    String expected,
    Function<String, Optional<T>> reading,
    Function<T, String> writing,
    Form form) {}
