"""The command line of the recipe."""

import argparse
import json
import random
import shutil
import sys
import time
from pathlib import Path

import numpy
import torch

from fitting import bases, bert, card, data, exporting, recovering, smoothing, texts, training, validation
from fitting.encoding import QUERY_TOKENS, TOOL_TOKENS, Tokens, embed
from fitting.negatives import SURE, Negatives


MOST_LOST = 0.003
"""Of nDCG@5, by weights of 8 bits."""


def settings():
    parser = argparse.ArgumentParser(prog="fit", description="Fits a text encoder to tools and queries.")
    parser.add_argument("data", type=Path, help="folder with catalog.jsonl(.gz), queries_train.jsonl and queries_val.jsonl")
    parser.add_argument("--work", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--name", default="fitted", help="name of the run; its folder keeps checkpoints and results (%(default)s)")
    parser.add_argument("--base", choices=bases.BASES, default="minilm", help="model to start from (%(default)s)")
    parser.add_argument("--start", default="", help="run, or a model.onnx that a fit made, whose weights to begin with instead of the base model's")
    parser.add_argument("--epochs", type=float, default=2.0, help="0 only writes the results (%(default)s)")
    parser.add_argument("--steps", type=int, default=0, help="instead of epochs")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--part", type=int, default=32, help="texts computed at once; smaller wastes less on padding")
    parser.add_argument("--rate", type=float, default=7e-5, help="learning rate (%(default)s)")
    parser.add_argument("--warm-up", type=int, default=30, help="steps (%(default)s)")
    parser.add_argument("--temperature", type=float, default=0.04)
    parser.add_argument("--symmetric", type=float, default=0.3, help="share of the loss that finds the query for a tool (%(default)s)")
    parser.add_argument("--absolute", type=float, default=0.0, help="share of the loss that judges each pair alone (%(default)s)")
    parser.add_argument("--middle", type=float, default=0.55, help="similarity above which a pair belongs together (%(default)s)")
    parser.add_argument("--dropout", type=float, default=0.0, help="costs a tenth of the time (%(default)s)")
    parser.add_argument("--bf16", action="store_true", help="compute in 16 bits; faster only on processors made for it")
    parser.add_argument("--prefix", default="", help="put before each query")
    parser.add_argument("--plain", dest="augment", action="store_false", help="queries as they are: none misspelt, echoed or joined")
    parser.add_argument("--negatives", default="base", help="run whose mistakes are learnt from; `base` is the base model (%(default)s)")
    parser.add_argument("--mix", type=float, default=1.0, help="share of the fitted weights, the rest is the base model's (%(default)s)")
    parser.add_argument("--mixed-with", default="", help="run, or model.onnx, whose weights are the rest instead")
    parser.add_argument("--look", type=int, default=60, help="steps between looks at the validation queries (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stop", type=int, default=0, help="after this step of the plan, with no results but the curve: to compare settings")
    parser.add_argument("--halve", action="store_true", help="keep every second layer of the model to start from: half the cost")
    parser.add_argument("--teacher", default="", help="run, or model.onnx, whose judgement of a batch is to be matched as well")
    parser.add_argument("--teacher-base", choices=bases.BASES, default="", help="what the teacher was fitted from, when it is another base")
    parser.add_argument("--follow", type=float, default=0.0, help="share of the loss for that (%(default)s)")
    parser.add_argument("--smoke", action="store_true", help="a small sample and a few steps, to see that everything works")
    chosen = parser.parse_args()
    if chosen.smoke:
        chosen.name, chosen.steps, chosen.look, chosen.batch, chosen.warm_up = "smoke", 8, 4, 16, 2
    if bool(chosen.teacher) != bool(chosen.follow):
        parser.error("--teacher and --follow go together")
    if chosen.mixed_with and chosen.mix == 1:
        parser.error("--mixed-with needs --mix below 1")
    if chosen.halve and not (chosen.stop and chosen.base == "bge-small"):
        parser.error("--halve is for comparing settings: needs --stop and --base bge-small")
    return chosen


def say(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def counted(what):
    return lambda done, all: say(f"{what}: {done} of {all}")


def vectors(name, model, tokens, loaded, prefix, work):
    """Vectors of all tools and training queries by one model, kept on disk."""
    file = work / f"vectors-{name}-{len(loaded.tools)}-{len(loaded.train)}.npz"
    if not file.is_file():
        tools = embed(model, tokens, [texts.whole(tool) for tool in loaded.tools], TOOL_TOKENS, counted("tools"))
        queries = embed(model, tokens, [prefix + query.text for query in loaded.train], QUERY_TOKENS, counted("queries"))
        numpy.savez(file, tools=tools, queries=queries)
    stored = numpy.load(file)
    return stored["tools"], stored["queries"]


def negatives(chosen, base, base_file, tokens, loaded):
    twins, queries = vectors(f"{chosen.base}-base", bert.load(base_file, base.pooling), tokens, loaded, base.prefix, chosen.work)
    if chosen.negatives == "base":
        return Negatives(loaded, twins, queries, twins, base.twin)
    other = earlier_model(chosen.negatives, base, base_file, chosen.work)
    name = Path(chosen.negatives).resolve().parent.name if is_file(chosen.negatives) else chosen.negatives
    ranked_by, queries = vectors(name, other, tokens, loaded, chosen.prefix, chosen.work)
    return Negatives(loaded, twins, queries, ranked_by, base.twin, SURE)


def is_file(run):
    return run.endswith(".onnx")


def earlier_model(run, base, base_file, work):
    """The model of a run, or of the quantized file of one."""
    if is_file(run):
        return recovering.recover(run, base_file, base.pooling)
    model = bert.load(base_file, base.pooling)
    model.load_state_dict(torch.load(work / run / "best.pt", weights_only=True)["model"])
    return model


def teaching(chosen):
    base = bases.BASES[chosen.teacher_base or chosen.base]
    return earlier_model(chosen.teacher, base, bases.fetch(base, chosen.work)[0], chosen.work)


def halved(model, form, pooling):
    """Every second layer of a model, the last among them, in the form of another of half the layers."""
    half = bert.load(form, pooling)
    state = {name: value for name, value in model.state_dict().items() if not name.startswith("layers.")}
    for layer in range(len(half.layers)):
        kept = model.layers[2 * layer + 1].state_dict()
        state.update({f"layers.{layer}.{name}": value for name, value in kept.items()})
    half.load_state_dict(state)
    return half


def results(chosen, base, base_file, tokenizer, tokens, loaded, folder):
    """Writes model.onnx, tokenizer.json, cohort.i8, card.md and figures.json from the best checkpoint."""
    model = bert.load(base_file, base.pooling)
    other = earlier_model(chosen.mixed_with, base, base_file, chosen.work) if chosen.mixed_with else model
    rest = {name: value.clone() for name, value in other.state_dict().items()}
    fitted = torch.load(folder / "best.pt", weights_only=True)["model"]
    pool = range(len(loaded.tools))
    columns = {f"{base.name} as it comes": validation.figures(model, tokens, loaded, pool, base.prefix, progress=counted("base"))}
    mixed = exporting.mix(fitted, rest, chosen.mix)
    model.load_state_dict(mixed)
    columns["fitted, 32 bits"] = validation.figures(model, tokens, loaded, pool, chosen.prefix, progress=counted("fitted"))
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    widths = smoothing.widths(model, calibrating(chosen, tokens, loaded))
    full, small = exporting.write(mixed, base_file, widths, base.groups, folder)
    runtimes = [exporting.Runtime(file, tokens, base.pooling) for file in (full, small)]
    cosines = exporting.agreement(*runtimes, checked_texts(chosen, loaded), validation.FULL_TOKENS)
    say(f"8 bits against 32: cosine mean {cosines.mean():.4f}, least {cosines.min():.4f}")
    known, columns["fitted, 8 bits (model.onnx)"] = quantized_figures(runtimes[1], chosen, loaded)
    loss = validation.mean(columns["fitted, 32 bits"], "ndcg@5") - validation.mean(columns["fitted, 8 bits (model.onnx)"], "ndcg@5")
    say(f"8 bits against 32: nDCG@5 loses {loss:.4f}" + (f", more than {MOST_LOST}" if loss > MOST_LOST else ""))
    say(f"cohort: {exporting.cohort(known, folder / 'cohort.i8')} tools")
    for title, groups in columns.items():
        say(f"{title}: {validation.line(groups)}")
    commands = earlier(chosen) + ["./fit " + " ".join("DATA" if word == str(chosen.data) else word for word in sys.argv[3:])]
    (folder / "command.txt").write_text("\n".join(commands) + "\n", encoding="utf-8")
    files = [small, folder / "tokenizer.json", folder / "cohort.i8"]
    (folder / "card.md").write_text(card.text(chosen, base, loaded, commands, columns, cosines, loss, files), encoding="utf-8")
    (folder / "figures.json").write_text(json.dumps(columns, indent=1), encoding="utf-8")
    say(f"model.onnx, tokenizer.json and card.md are in {folder}")


def calibrating(chosen, tokens, loaded):
    """Token numbers of training texts over which the widths of activations are taken."""
    some = random.Random(chosen.seed)
    queries = [query.text for query in some.sample(loaded.train, min(300, len(loaded.train)))]
    tools = [texts.whole(tool) for tool in some.sample(loaded.tools, min(300, len(loaded.tools)))]
    return [tokens.of(text, validation.FULL_TOKENS) for text in queries + tools]


def checked_texts(chosen, loaded):
    some = random.Random(chosen.seed).sample(loaded.validation, min(200, len(loaded.validation)))
    return [query.text for query in some] + [texts.whole(loaded.tools[query.tool]) for query in some]


def quantized_figures(runtime, chosen, loaded):
    """Vectors of all tools by the file that ships, and its figures."""
    whole = runtime.embed([texts.whole(tool) for tool in loaded.tools], validation.FULL_TOKENS, counted("8 bits"))
    head = runtime.embed([texts.head(tool) for tool in loaded.tools], validation.FULL_TOKENS, counted("8 bits"))
    queries = runtime.embed([chosen.prefix + query.text for query in loaded.validation], QUERY_TOKENS)
    return whole, validation.figures_of(whole, head, queries, loaded, range(len(loaded.tools)))


def earlier(chosen):
    """The commands that made the runs this one began with or learnt from, each once."""
    runs = [run for run in (chosen.teacher, chosen.start, chosen.mixed_with) if run]
    files = [(Path(run).parent if is_file(run) else chosen.work / run) / "command.txt" for run in runs]
    lines = [line for file in files if file.is_file() for line in file.read_text(encoding="utf-8").splitlines()]
    return list(dict.fromkeys(lines))


def main():
    chosen = settings()
    folder = chosen.work / chosen.name
    folder.mkdir(parents=True, exist_ok=True)
    if chosen.smoke:
        shutil.rmtree(folder)
        folder.mkdir()
    try:
        loaded = data.load(chosen.data)
    except (data.BadData, OSError) as fault:
        sys.exit(f"fit: {fault}")
    if chosen.smoke:
        loaded = data.sample(loaded, 200, 150, random.Random(chosen.seed))
    say(f"{len(loaded.tools)} tools, {len(loaded.train)} queries to fit, {len(loaded.validation)} to choose by")
    for run in {chosen.start, chosen.negatives, chosen.teacher, chosen.mixed_with} - {"", "base"}:
        if is_file(run) and not Path(run).is_file():
            sys.exit(f"fit: no file {run}")
        if not is_file(run) and not (chosen.work / run / "best.pt").is_file():
            sys.exit(f"fit: no run {run} with a best.pt in {chosen.work}")
    torch.manual_seed(chosen.seed)
    base = bases.BASES[chosen.base]
    base_file, tokenizer = bases.fetch(base, chosen.work)
    tokens = Tokens(tokenizer)
    model = earlier_model(chosen.start, base, base_file, chosen.work) if chosen.start else bert.load(base_file, base.pooling)
    if chosen.halve:
        model = halved(model, bases.fetch(bases.BASES["minilm"], chosen.work)[0], base.pooling)
    if chosen.steps or chosen.epochs:
        wrong = negatives(chosen, base, base_file, tokens, loaded)
        teacher = teaching(chosen) if chosen.teacher else None
        training.train(model, tokens, loaded, wrong, chosen, folder, teacher)
        if chosen.stop:
            return
    else:
        training.keep(model, folder)
    results(chosen, base, base_file, tokenizer, tokens, loaded, folder)


if __name__ == "__main__":
    main()
