"""The loop: InfoNCE over the tools of a batch, with checkpoints from which it goes on."""

import json
import math
import os
import random
import time

import torch

from fitting import validation
from fitting.batches import batches
from fitting.encoding import QUERY_TOKENS, TOOL_TOKENS, encode


def loss(queries, documents, batch, negatives, settings):
    """
    Cross-entropy of the answer against all tools of the batch (van den Oord et al., 2018), twins masked; by the share
    `symmetric`, of the query against all queries for each answer; and, by the share `absolute`, of each pair alone.
    """
    scores = queries @ documents.T / settings.temperature
    hidden = torch.zeros_like(scores, dtype=torch.bool)
    for row, tool in enumerate(batch.tools[: len(batch.queries)]):
        hidden[row] = torch.from_numpy(negatives.twins(tool, batch.tools))
        hidden[row, row] = False
    targets = torch.arange(len(queries))
    losses = []
    for row, other in enumerate(batch.second):
        if other is not None:
            hidden[row] |= hidden[other]
            hidden[row, row], hidden[row, other] = False, True
    masked = scores.masked_fill(hidden, -1e4)
    losses.append(torch.nn.functional.cross_entropy(masked, targets))
    joined = [(row, other) for row, other in enumerate(batch.second) if other is not None]
    if joined:
        rows, others = (torch.tensor(part) for part in zip(*joined))
        turned = masked[rows].clone()
        turned[torch.arange(len(rows)), rows] = -1e4
        turned[torch.arange(len(rows)), others] = scores[rows, others]
        losses.append(torch.nn.functional.cross_entropy(turned, others) * len(rows) / len(queries))
    if settings.symmetric:
        backwards = masked[:, : len(queries)].T
        for row, other in joined:
            backwards = backwards.clone()
            backwards[other, row] = -1e4
        losses.append(settings.symmetric * torch.nn.functional.cross_entropy(backwards, targets))
    if settings.absolute:
        losses.append(settings.absolute * absolute(scores, hidden, targets, joined, settings))
    return sum(losses)


def absolute(scores, hidden, targets, joined, settings):
    """
    Whether a pair belongs together, each judged alone (sigmoid loss: Zhai et al., 2023), so that a similarity means the
    same for all queries and says whether anything suits. The middle is fixed; pairs that may be twins do not count.
    """
    together = torch.nn.functional.one_hot(targets, scores.shape[1]).to(scores.dtype)
    for row, other in joined:
        together[row, other] = 1.0
    judged = ~hidden | together.bool()
    each = torch.nn.functional.binary_cross_entropy_with_logits(
        scores - settings.middle / settings.temperature, together, reduction="none"
    )
    return (each * judged).sum() / len(scores)


def rate(step, steps, settings):
    if step < settings.warm_up:
        return (step + 1) / settings.warm_up
    return max(0.0, (steps - step) / max(1, steps - settings.warm_up))


def _atomically(state, file):
    torch.save(state, file.with_suffix(".tmp"))
    os.replace(file.with_suffix(".tmp"), file)


def keep(model, folder):
    """Leaves the model as it is as `best.pt`."""
    _atomically({"model": model.state_dict(), "step": 0}, folder / "best.pt")


def train(model, tokens, data, negatives, settings, folder, teacher=None):
    """
    Leaves `best.pt` (by the validation queries alone), `last.pt` and `curve.jsonl` in the folder. What a teacher makes of
    the tools of a batch is matched besides, by the share `follow`.
    """
    model.dropout = settings.dropout
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=settings.rate, weight_decay=0.01)
    per_epoch = sum(1 for _ in batches(data, negatives, settings.batch, settings.seed, 0, False))
    steps = settings.steps or math.ceil(per_epoch * settings.epochs)
    done, best = 0, -1.0
    last = folder / "last.pt"
    if last.is_file():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done, best = state["step"], state["best"]
        print(f"going on after step {done} of {steps}", flush=True)
    if 0 < settings.stop <= done:
        return
    pool = validation.small_pool(data, random.Random(settings.seed))
    began, first = time.monotonic(), done
    for step, batch in _from(data, negatives, settings, done, steps):
        torch.manual_seed(settings.seed * 1_000_003 + step)
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * rate(step, steps, settings)
        value = _step(model, tokens, batch, negatives, settings, optimizer, trained, teacher)
        if step % 10 == 0:
            pace = (time.monotonic() - began) / (step + 1 - first)
            print(f"step {step}/{steps} loss {value:.3f} {pace:.1f} s/step, {pace * (steps - step) / 60:.0f} min left", flush=True)
        if (step + 1) % settings.look == 0 or step + 1 in (steps, settings.stop):
            groups = validation.figures(model, tokens, data, pool, prefix=settings.prefix, most=TOOL_TOKENS)
            print(f"validation after {step + 1}: {validation.line(groups)}", flush=True)
            with open(folder / "curve.jsonl", "a", encoding="utf-8") as curve:
                curve.write(json.dumps({"step": step + 1, "loss": value, "groups": groups}) + "\n")
            if validation.mean(groups) > best:
                best = validation.mean(groups)
                _atomically({"model": model.state_dict(), "step": step + 1}, folder / "best.pt")
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1, "best": best}
            _atomically(state, last)
        if step + 1 == settings.stop:
            return


def _from(data, negatives, settings, done, steps):
    step = epoch = 0
    while step < steps:
        for batch in batches(data, negatives, settings.batch, settings.seed, epoch, settings.augment):
            if step >= done:
                yield step, batch
            step += 1
            if step >= steps:
                return
        epoch += 1


def _step(model, tokens, batch, negatives, settings, optimizer, trained, teacher):
    model.train()
    asked = [tokens.of(settings.prefix + text, QUERY_TOKENS) for text in batch.queries]
    answered = [tokens.of(text, TOOL_TOKENS) for text in batch.documents]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bf16):
        queries = encode(model, asked, settings.part)
        documents = encode(model, answered, settings.part)
    value = loss(queries, documents, batch, negatives, settings)
    if teacher is not None:
        value = value + settings.follow * _apart(queries @ documents.T, teacher, asked, answered, settings)
    optimizer.zero_grad()
    value.backward()
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimizer.step()
    return value.item()


def _apart(scores, teacher, asked, answered, settings):
    """
    Kullback-Leibler divergence of the shares that each query gives the tools from those that the teacher gives (Hinton et
    al., 2015). Vectors themselves are not compared, so a teacher may come from another base.
    """
    teacher.eval()
    with torch.no_grad():
        wanted = encode(teacher, asked, settings.part) @ encode(teacher, answered, settings.part).T
    shares = torch.nn.functional.softmax(wanted / settings.temperature, dim=1)
    ours = torch.nn.functional.log_softmax(scores / settings.temperature, dim=1)
    return torch.nn.functional.kl_div(ours, shares, reduction="batchmean")
