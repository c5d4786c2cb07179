/** Tests of text made fit for answers. */
@NullMarked
package dev.dowser.server.text;

import org.jspecify.annotations.NullMarked;
