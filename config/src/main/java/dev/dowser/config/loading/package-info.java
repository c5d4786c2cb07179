/**
 * From a configuration file to settings, or to everything that is wrong with it. {@link
 * dev.dowser.config.loading.ConfigLoader} gives a {@link dev.dowser.config.loading.ConfigOutcome}
 * with {@link dev.dowser.config.loading.Fault}s or {@link dev.dowser.config.loading.Warning}s.
 * Values of the environment, of {@code env} and of {@code headers} never get into a message.
 */
@NullMarked
package dev.dowser.config.loading;

import org.jspecify.annotations.NullMarked;
