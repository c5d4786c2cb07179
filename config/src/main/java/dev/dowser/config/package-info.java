/**
 * Settings of a gateway as immutable values. {@link dev.dowser.config.GatewaySettings} is the
 * whole, {@link dev.dowser.config.BackendSettings} one server behind it; defaults stand beside the
 * records they belong to. Nothing here knows files, YAML or any other module of the project.
 */
@NullMarked
package dev.dowser.config;

import org.jspecify.annotations.NullMarked;
