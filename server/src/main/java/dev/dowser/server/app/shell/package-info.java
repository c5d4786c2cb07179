/**
 * What verbs share: {@link dev.dowser.server.app.shell.Terminal} for text to people, {@link
 * dev.dowser.server.app.shell.CommandFailed} for the end that the user must mend, {@link
 * dev.dowser.server.app.shell.DataFolder} for what is kept. Knows no verb.
 */
@NullMarked
package dev.dowser.server.app.shell;

import org.jspecify.annotations.NullMarked;
