/** Tests of the composition, one translation at a time. */
@NullMarked
package dev.dowser.server.app.doctor;

import org.jspecify.annotations.NullMarked;
