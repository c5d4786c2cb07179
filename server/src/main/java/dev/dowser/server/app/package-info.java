/**
 * Main, the command line and the composition root: {@link dev.dowser.server.app.Main} picks the
 * verb, {@link dev.dowser.server.app.RunningGateway} assembles everything, {@link
 * dev.dowser.server.app.StdioBridge} serves desktop clients. The only package that sees everything.
 */
@NullMarked
package dev.dowser.server.app;

import org.jspecify.annotations.NullMarked;
