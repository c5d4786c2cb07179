"""
Makes activations easy to round before all is quantized: a few channels of a BERT's activations are ten times wider than
the others, and one scale for all of a text leaves the others few steps. Both ways leave the function as it is.

Before the matrices of attention and the first inner one, each input channel is divided by a factor and the matrix's row
multiplied by it (SmoothQuant: Xiao et al., 2023), one node more. The second inner matrix, whose inputs differ most, is
cut instead: its input channels, which may stand in any order, are sorted by width and multiplied in groups of like width,
each with scales of its own.
"""

import numpy
import onnx
import torch
from onnx import numpy_helper

from fitting.bert import PARTS

SHARE = 0.85
"""How much of the width moves into the weights; chosen by the cosine to 32 bits."""

TOGETHER = (("query", "key", "value"), ("widen",))
"""Matrices with the same input whose widths are evened out; that of `attended` is even as it is."""

PREFIX = "smoothing."


def widths(model, lists):
    """The largest value of each input channel over some texts, by the name of the matrix in our module."""
    found, hooks = {}, []

    def watch(name):
        def look(_, inputs, __):
            widest = inputs[0].detach().abs().flatten(0, -2).max(0).values
            found[name] = torch.maximum(found[name], widest) if name in found else widest

        return look

    for name, part in model.named_modules():
        if isinstance(part, torch.nn.Linear):
            hooks.append(part.register_forward_hook(watch(name)))
    model.eval()
    with torch.no_grad():
        for numbers in lists:
            model(torch.tensor([numbers]), torch.tensor([len(numbers)]))
    for hook in hooks:
        hook.remove()
    return {name: values.numpy() for name, values in found.items()}


def smooth(model, widths, layers, groups):
    """
    Changes the ONNX model with weights of 32 bits in place. Groups: shares of the channels of the second inner matrix that
    are multiplied together, the narrowest first.
    """
    graph = model.graph
    for layer in range(layers):
        for parts in TOGETHER:
            matrices = [_matrix(graph, layer, part) for part in parts]
            _even(graph, _tensors(graph), matrices, widths[f"layers.{layer}.{parts[0]}"], f"{PREFIX}{layer}.{parts[0]}")
        _cut(graph, layer, numpy.argsort(widths[f"layers.{layer}.narrow"]), groups, f"{PREFIX}{layer}.narrow")


def _matrix(graph, layer, part):
    theirs = next(theirs for theirs, ours in PARTS.items() if ours == part)
    return next(node for node in graph.node if node.name == f"/encoder/layer.{layer}/{theirs}/MatMul")


def _tensors(graph):
    return {tensor.name: tensor for tensor in graph.initializer}


def _even(graph, tensors, matrices, widths, name):
    weights = [numpy_helper.to_array(tensors[node.input[1]]) for node in matrices]
    heights = numpy.max([numpy.abs(weight).max(1) for weight in weights], axis=0)
    factors = numpy.maximum(widths, 1e-5) ** SHARE / numpy.maximum(heights, 1e-5) ** (1 - SHARE)
    factors = (factors / numpy.exp(numpy.log(factors).mean())).astype(numpy.float32)
    for node, weight in zip(matrices, weights):
        _put(tensors[node.input[1]], weight * factors[:, None])
    graph.initializer.append(numpy_helper.from_array(1 / factors, name))
    divide = onnx.helper.make_node("Mul", [matrices[0].input[0], name], [name + ".out"], name=name)
    graph.node.insert(min(list(graph.node).index(node) for node in matrices), divide)
    for node in matrices:
        node.input[0] = name + ".out"


def _cut(graph, layer, order, groups, name):
    """Sorts the channels between the two inner matrices and multiplies the second one in groups."""
    tensors, narrow = _tensors(graph), _matrix(graph, layer, "narrow")
    for stored in (_matrix(graph, layer, "widen").input[1], f"encoder.layer.{layer}.intermediate.dense.bias"):
        _put(tensors[stored], numpy_helper.to_array(tensors[stored])[..., order])
    rows = numpy_helper.to_array(tensors[narrow.input[1]])[order]
    edges = numpy.round(numpy.cumsum((0,) + groups) * len(rows)).astype(int).tolist()
    inputs = [f"{name}.{group}.in" for group in range(len(groups))]
    sizes = [end - start for start, end in zip(edges, edges[1:])]
    nodes = [onnx.helper.make_node("Split", [narrow.input[0]], inputs, name=name, axis=2, split=sizes)]
    for group, (start, end) in enumerate(zip(edges, edges[1:])):
        weight = f"{name}.{group}"
        graph.initializer.append(numpy_helper.from_array(numpy.ascontiguousarray(rows[start:end]), weight))
        nodes.append(onnx.helper.make_node("MatMul", [inputs[group], weight], [weight + ".out"], name=weight))
    nodes += _sum([f"{name}.{group}.out" for group in range(len(groups))], narrow.output[0], name)
    place = list(graph.node).index(narrow)
    graph.node.remove(narrow)
    graph.initializer.remove(tensors[narrow.input[1]])
    for offset, node in enumerate(nodes):
        graph.node.insert(place + offset, node)


def _sum(parts, output, name):
    nodes, sum_so_far = [], parts[0]
    for number, part in enumerate(parts[1:], 1):
        to = output if number == len(parts) - 1 else f"{name}.sum.{number}"
        nodes.append(onnx.helper.make_node("Add", [sum_so_far, part], [to], name=f"{name}.add.{number}"))
        sum_so_far = to
    return nodes


def _put(tensor, values):
    tensor.CopyFrom(numpy_helper.from_array(numpy.ascontiguousarray(values), tensor.name))
