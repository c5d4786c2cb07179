/**
 * What operators measure: every meter has its name and meaning in {@link
 * dev.dowser.server.telemetry.Meter}; what happens comes in through {@link
 * dev.dowser.server.telemetry.ToolEvents} and the decorators {@link
 * dev.dowser.server.telemetry.MeteredServer} and {@link
 * dev.dowser.server.telemetry.MeteredSurface}. The only package that sees Micrometer. Labels never
 * carry what clients send or tools are called.
 */
@NullMarked
package dev.dowser.server.telemetry;

import org.jspecify.annotations.NullMarked;
