/**
 * Embedding servers over HTTP: {@link dev.dowser.models.remote.EmbeddingServer} says which one and
 * how to ask it, {@link dev.dowser.models.remote.RemoteSource} connects, notices when it goes and
 * asks it again. Text Embeddings Inference and what speaks as OpenAI's API does. What a server
 * sends is checked before it becomes an {@link dev.dowser.models.embedding.Embedding}. The HTTP
 * client comes from outside, so it knows neither proxies nor authorities.
 */
@NullMarked
package dev.dowser.models.remote;

import org.jspecify.annotations.NullMarked;
