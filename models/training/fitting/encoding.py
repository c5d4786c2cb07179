"""Texts to token numbers and, without training, to vectors."""

import numpy
import torch
from tokenizers import Tokenizer

QUERY_TOKENS = 128
TOOL_TOKENS = 96


class Tokens:
    """Token numbers of texts; each text is tokenized once."""

    def __init__(self, file):
        self.tokenizer = Tokenizer.from_file(str(file))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known = {}

    def of(self, text, most):
        key = (text, most)
        if key not in self.known:
            numbers = self.tokenizer.encode(text[: most * 32]).ids
            self.known[key] = numbers if len(numbers) <= most else numbers[: most - 1] + numbers[-1:]
        return self.known[key]


def padded(lists):
    lengths = torch.tensor([len(numbers) for numbers in lists])
    tokens = torch.zeros(len(lists), int(lengths.max()), dtype=torch.long)
    for row, numbers in enumerate(lists):
        tokens[row, : len(numbers)] = torch.tensor(numbers)
    return tokens, lengths


def encode(model, lists, part):
    """Vectors in the order given; texts of like length go together, so that little is padding."""
    order = sorted(range(len(lists)), key=lambda i: len(lists[i]))
    vectors = [None] * len(lists)
    for start in range(0, len(order), part):
        rows = order[start : start + part]
        for row, vector in zip(rows, model(*padded([lists[i] for i in rows]))):
            vectors[row] = vector
    return torch.stack(vectors)


def embed(model, tokens, texts, most, progress=None):
    """As an array of 32-bit numbers, without gradients."""
    model.eval()
    lists = [tokens.of(text, most) for text in texts]
    order = sorted(range(len(lists)), key=lambda i: len(lists[i]))
    result = numpy.zeros((len(lists), model.words.weight.shape[1]), dtype=numpy.float32)
    with torch.no_grad():
        for start in range(0, len(order), 64):
            rows = order[start : start + 64]
            result[rows] = model(*padded([lists[i] for i in rows])).numpy()
            if progress and start % 1024 == 0:
                progress(start, len(order))
    return result
