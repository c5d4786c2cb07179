@NullMarked
package dev.dowser.server.telemetry;

import org.jspecify.annotations.NullMarked;
