/**
 * The verbs for people who come from, or stay with, a client of their own: {@link
 * dev.dowser.server.app.client.InitCommand} makes a configuration of its file, {@link
 * dev.dowser.server.app.client.ConnectCommand} writes our endpoint into it. {@link
 * dev.dowser.server.app.client.KnownClient} knows where clients keep their files. Nothing here
 * knows a running gateway.
 */
@NullMarked
package dev.dowser.server.app.client;

import org.jspecify.annotations.NullMarked;
