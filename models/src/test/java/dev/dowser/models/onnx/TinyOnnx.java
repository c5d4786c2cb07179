package dev.dowser.models.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes ONNX files of a few hundred bytes: {@code vectors = float(tokens) x weights}, by hand in
 * the protobuf form of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
 *
 * @param input name of the one input, 64-bit integers of shape [texts, tokens]
 * @param output name of the one output
 * @param dimensions of the vectors
 * @param pooled one vector per text (the mean) instead of one per token
 * @param weight each weight; not-a-number makes a model whose vectors are useless
 */
record TinyOnnx(String input, String output, int dimensions, boolean pooled, float weight) {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  static TinyOnnx sound() {
    return new TinyOnnx("input_ids", "last_hidden_state", 4, false, 1);
  }

  TinyOnnx withInput(String name) {
    return new TinyOnnx(name, output, dimensions, pooled, weight);
  }

  TinyOnnx withOutput(String name) {
    return new TinyOnnx(input, name, dimensions, pooled, weight);
  }

  TinyOnnx withDimensions(int count) {
    return new TinyOnnx(input, output, count, pooled, weight);
  }

  TinyOnnx withPooledOutput() {
    return new TinyOnnx(input, "sentence_embedding", dimensions, true, weight);
  }

  TinyOnnx withWeight(float value) {
    return new TinyOnnx(input, output, dimensions, pooled, value);
  }

  byte[] bytes() {
    Message graph =
        new Message()
            .message(1, node("Cast", input, "numbers").message(5, attribute("to", 2, FLOAT)))
            .message(1, node("Unsqueeze", "numbers", "column").message(5, axis("axes", 2)))
            .message(1, node("MatMul", "column", pooled ? "each" : output).text(1, "weights"));
    if (pooled) {
      graph.message(
          1,
          node("ReduceMean", "each", output)
              .message(5, axis("axes", 1))
              .message(5, attribute("keepdims", 2, 0)));
    }
    graph
        .text(2, "tiny")
        .message(5, weights())
        .message(11, value(input, INT64, 2))
        .message(12, value(output, FLOAT, pooled ? 2 : 3));
    Message version = new Message().number(2, 11); // the last with axes as attributes is 12
    return new Message().number(1, 6).message(7, graph).message(8, version).bytes();
  }

  private static Message node(String operator, String from, String to) {
    return new Message().text(1, from).text(2, to).text(4, operator);
  }

  private static Message attribute(String name, int type, int value) {
    return new Message().text(1, name).number(3, value).number(20, type);
  }

  private static Message axis(String name, int value) {
    return new Message().text(1, name).number(8, value).number(20, 7);
  }

  private Message weights() {
    ByteBuffer raw = ByteBuffer.allocate(4 * dimensions).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < dimensions; i++) {
      raw.putFloat(weight);
    }
    return new Message()
        .number(1, 1)
        .number(1, dimensions)
        .number(2, FLOAT)
        .text(8, "weights")
        .bytes(9, raw.array());
  }

  private static Message value(String name, int type, int rank) {
    Message shape = new Message();
    for (int i = 0; i < rank; i++) {
      shape.message(1, new Message().text(2, "d" + i));
    }
    Message tensor = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A protobuf message under construction. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes());
    }

    Message bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while (rest > 127) {
        out.write((int) ((rest & 127) | 128));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
