/**
 * The gateway over HTTP: {@link dev.dowser.server.http.HttpServer} starts the server with its
 * endpoints, whose controllers translate HTTP to {@link dev.dowser.server.mcp.McpEndpoint} and
 * {@link dev.dowser.server.http.Operations}. Knows no backend and no JSON-RPC method.
 */
@NullMarked
package dev.dowser.server.http;

import org.jspecify.annotations.NullMarked;
