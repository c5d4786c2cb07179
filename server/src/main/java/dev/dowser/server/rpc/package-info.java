/**
 * JSON-RPC 2.0 messages as raw trees, shared by both sides of the gateway: {@link
 * dev.dowser.server.rpc.RpcMessage} and {@link dev.dowser.server.rpc.Json}. Knows no MCP method.
 */
@NullMarked
package dev.dowser.server.rpc;

import org.jspecify.annotations.NullMarked;
