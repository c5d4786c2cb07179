package dev.dowser.server.backend;

import java.time.Duration;

/**
 * How long to wait for an answer. Progress of the request begins the silence anew.
 *
 * @param silence longest time without an answer or progress
 * @param most longest time whatever happens
 */
public record Patience(Duration silence, Duration most) {}
