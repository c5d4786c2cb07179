/**
 * Every key that a configuration may hold, declared once: what it takes, what holds without it,
 * what it means. {@link dev.dowser.config.key.GatewayKeys} is the root. The loader reads nothing
 * that is not declared here and knows no other limits; the JSON Schema for editors and the tables
 * of docs/configuration.md are written from the same declarations.
 */
@NullMarked
package dev.dowser.config.key;

import org.jspecify.annotations.NullMarked;
