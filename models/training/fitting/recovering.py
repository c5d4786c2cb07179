"""Weights of 32 bits from a quantized file, to go on from a model whose checkpoint is gone; rounding stays in them."""

import itertools

import numpy
import onnx
from onnx import numpy_helper

from fitting import bert, smoothing


def recover(quantized, base_file, pooling):
    """Our module with the weights of a file that `exporting.write` made; embeddings of words are the base model's."""
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(quantized).graph.initializer}
    base = onnx.load(base_file)
    model = bert.load(base_file, pooling)
    state = model.state_dict()
    for name, (ours, transposed) in bert.places(base.graph).items():
        values = _values(name, tensors)
        if values is None:
            values = _groups(ours, tensors)
        if values is None or ours == "words.weight":
            continue
        if transposed:
            values = values * _factors(ours, tensors, len(values))[:, None]
            values = values.T
        state[ours] = bert.tensor(values).reshape(state[ours].shape)
    model.load_state_dict(state)
    return model


def _values(name, tensors):
    if name in tensors:
        return tensors[name]
    if name + "_quantized" not in tensors:
        return None
    steps = tensors[name + "_quantized"].astype(numpy.float32) - tensors[name + "_zero_point"].astype(numpy.float32)
    return steps * tensors[name + "_scale"]


def _groups(ours, tensors):
    """The rows of a matrix that was cut; their order, and that of the columns before, may stay as it was made."""
    name = smoothing.PREFIX + ours.removeprefix("layers.").removesuffix(".weight")
    numbered = (_values(f"{name}.{group}", tensors) for group in itertools.count())
    groups = list(itertools.takewhile(lambda values: values is not None, numbered))
    return numpy.concatenate(groups) if groups else None


def _factors(ours, tensors, rows):
    """What the rows of a matrix were multiplied by to even its input out, undone."""
    _, layer, part, _ = ours.split(".")
    for parts in smoothing.TOGETHER:
        name = f"{smoothing.PREFIX}{layer}.{parts[0]}"
        if part in parts and name in tensors:
            return tensors[name]
    return numpy.ones(rows, dtype=numpy.float32)
