"""A BERT encoder whose weights come from, and go back to, the initialisers of an ONNX file."""

import re

import numpy
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

HEADS = 12


class Layer(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.query, self.key, self.value, self.attended = (nn.Linear(width, width) for _ in range(4))
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.after_attention, self.after_inner = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, states, mask, dropout):
        texts, tokens, width = states.shape
        parts = [
            part(states).view(texts, tokens, HEADS, width // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        mixed = self.attended(mixed.transpose(1, 2).reshape(texts, tokens, width))
        states = self.after_attention(states + functional.dropout(mixed, dropout, self.training))
        inner = self.narrow(functional.gelu(self.widen(states)))
        return self.after_inner(states + functional.dropout(inner, dropout, self.training))


class Bert(nn.Module):
    """Token numbers to one vector of unit length a text."""

    def __init__(self, layers, width, inner, words, places, pooling):
        super().__init__()
        self.words, self.places = nn.Embedding(words, width), nn.Embedding(places, width)
        self.types, self.normal = nn.Embedding(2, width), nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, inner) for _ in range(layers))
        self.pooling, self.dropout = pooling, 0.0
        self.words.weight.requires_grad_(False)

    def forward(self, tokens, lengths):
        places = torch.arange(tokens.shape[1])
        there = places[None, :] < lengths[:, None]
        states = self.normal(self.words(tokens) + self.places(places)[None] + self.types.weight[0])
        mask = there[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask, self.dropout)
        if self.pooling == "cls":
            vectors = states[:, 0]
        else:
            vectors = (states * there[:, :, None]).sum(1) / lengths[:, None]
        return functional.normalize(vectors.float(), dim=-1)


PARTS = {
    "attention/self/query": "query",
    "attention/self/key": "key",
    "attention/self/value": "value",
    "attention/output/dense": "attended",
    "intermediate/dense": "widen",
    "output/dense": "narrow",
}
_NORMS = {"attention.output.LayerNorm": "after_attention", "output.LayerNorm": "after_inner"}
_TABLES = {
    "embeddings.word_embeddings.weight": "words.weight",
    "embeddings.position_embeddings.weight": "places.weight",
    "embeddings.token_type_embeddings.weight": "types.weight",
    "embeddings.LayerNorm.weight": "normal.weight",
    "embeddings.LayerNorm.bias": "normal.bias",
}


def places(graph):
    """Initialiser name -> (name in our module, whether it is stored transposed)."""
    known = {name: (ours, False) for name, ours in _TABLES.items()}
    for node in graph.node:
        found = re.fullmatch(r"/encoder/layer\.(\d+)/(.+)/MatMul", node.name)
        if found and found[2] in PARTS:
            known[node.input[1]] = (f"layers.{found[1]}.{PARTS[found[2]]}.weight", True)
    for stored in graph.initializer:
        found = re.fullmatch(r"encoder\.layer\.(\d+)\.(.+)\.(weight|bias)", stored.name)
        if found and found[2] in _NORMS:
            known[stored.name] = (f"layers.{found[1]}.{_NORMS[found[2]]}.{found[3]}", False)
        elif found and found[3] == "bias":
            known[stored.name] = (f"layers.{found[1]}.{PARTS[found[2].replace('.', '/')]}.bias", False)
    return known


def tensor(values):
    return torch.from_numpy(numpy.array(values, order="C"))


def load(file, pooling):
    graph = onnx.load(file).graph
    known, state = places(graph), {}
    for stored in graph.initializer:
        if stored.name in known:
            ours, transposed = known[stored.name]
            values = numpy_helper.to_array(stored)
            state[ours] = tensor(values.T if transposed else values)
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    inner, width = state["layers.0.widen.weight"].shape
    model = Bert(layers, width, inner, len(state["words.weight"]), len(state["places.weight"]), pooling)
    model.load_state_dict(state)
    return model


def put(state, model):
    """Puts these weights in the place of those of the base model's ONNX model."""
    known = places(model.graph)
    for stored in model.graph.initializer:
        if stored.name in known:
            ours, transposed = known[stored.name]
            values = state[ours].float().numpy()
            values = numpy.ascontiguousarray(values.T if transposed else values)
            stored.CopyFrom(numpy_helper.from_array(values, stored.name))
