/**
 * Use cases without a wire: {@link dev.dowser.server.gateway.VirtualServer} joins backends, catalog
 * and search; {@link dev.dowser.server.gateway.ToolSurface} is what its clients see as tools. No
 * framework, no SDK.
 */
@NullMarked
package dev.dowser.server.gateway;

import org.jspecify.annotations.NullMarked;
