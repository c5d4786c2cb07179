@NullMarked
package dev.dowser.server.app.client;

import org.jspecify.annotations.NullMarked;
