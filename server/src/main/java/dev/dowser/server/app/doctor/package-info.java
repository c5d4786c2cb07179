/**
 * What {@code dowser doctor} looks at: each check answers {@link
 * dev.dowser.server.app.doctor.Finding}s, {@link dev.dowser.server.app.doctor.Diagnosis} shows
 * them. Starts no gateway and knows none but by what its {@code /status} says.
 */
@NullMarked
package dev.dowser.server.app.doctor;

import org.jspecify.annotations.NullMarked;
