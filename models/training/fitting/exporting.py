"""Weights to a quantized ONNX file, and how much the quantizing loses."""

import numpy
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic

from fitting import bert, smoothing


def mix(fitted, other, share):
    """Weights between those of two models of one form (Wortsman et al., 2022); 1 is the fitted one."""
    return {name: share * fitted[name] + (1 - share) * other[name] for name in fitted}


def write(state, base_file, widths, groups, folder):
    """
    model.fp32.onnx and, from it, model.onnx with weights of 8 bits, inputs of its matrices evened out before; activations
    are scaled per text when it runs.
    """
    full, small, even = folder / "model.fp32.onnx", folder / "model.onnx", folder / "model.even.onnx"
    model = onnx.load(base_file)
    bert.put(state, model)
    onnx.save(model, full)
    smoothing.smooth(model, widths, 1 + max(int(name.split(".")[1]) for name in widths), groups)
    onnx.save(model, even)
    quantize_dynamic(even, small, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True})
    even.unlink()
    return full, small


class Runtime:
    """One text per run, as the gateway does: scales of activations must not depend on neighbours."""

    def __init__(self, file, tokens, pooling):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        self.inputs = {each.name for each in self.session.get_inputs()}
        self.tokens, self.pooling = tokens, pooling

    def embed(self, texts, most, progress=None):
        vectors = []
        for done, text in enumerate(texts):
            vectors.append(self._one(self.tokens.of(text, most)))
            if progress and done % 1024 == 0:
                progress(done, len(texts))
        return numpy.stack(vectors)

    def _one(self, numbers):
        ids = numpy.array([numbers], dtype=numpy.int64)
        feeds = {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)}
        states = self.session.run(["last_hidden_state"], {key: feeds[key] for key in self.inputs})[0][0]
        vector = states[0] if self.pooling == "cls" else states.mean(0)
        return vector / numpy.linalg.norm(vector)


ALIKE = 0.9
"""Tools nearer to each other than this say the same about a query; one of them is enough."""


def cohort(vectors, file):
    """Writes vectors of unit length as signed bytes worth 1/127, near copies left out; how many there are."""
    kept, count = numpy.empty_like(vectors), 0
    for vector in vectors:
        if count == 0 or (kept[:count] @ vector).max() < ALIKE:
            kept[count] = vector
            count += 1
    file.write_bytes(numpy.round(kept[:count] * 127).astype(numpy.int8).tobytes())
    return count


def agreement(full, small, texts, most):
    """Cosines of the vectors of two models, text by text."""
    one, other = full.embed(texts, most), small.embed(texts, most)
    return (one * other).sum(1)
