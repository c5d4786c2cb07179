/** Tests of the links, most of them in virtual time. */
@NullMarked
package dev.dowser.server.backend.link;

import org.jspecify.annotations.NullMarked;
