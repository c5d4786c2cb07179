/**
 * Embedding models in ONNX format, run in this process: {@link
 * dev.dowser.models.onnx.EmbeddingModel} says which one, {@link
 * dev.dowser.models.onnx.LoadingEmbedder} loads it off the start path, {@link
 * dev.dowser.models.onnx.OnnxEmbedder} is the result. The only package that sees DJL and ONNX
 * Runtime; it never opens a connection.
 */
@NullMarked
package dev.dowser.models.onnx;

import org.jspecify.annotations.NullMarked;
