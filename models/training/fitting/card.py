"""The card that goes with a fitted model."""

import hashlib


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _rows(columns):
    names = list(next(iter(columns.values())))
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for title, groups in columns.items():
        lines.append(f"| {title} | " + " | ".join(f"{groups[name]['ok@8']:.3f} / {groups[name]['ndcg@5']:.3f}" for name in names) + " |")
    return "\n".join(lines)


def text(settings, base, data, commands, columns, cosines, loss, files):
    counts = f"{len(data.train)} queries for tools of {len({t['server'] for t in data.tools})} servers, {len(data.tools)} tools in all"
    return f"""# {settings.name}

A text encoder of 384 dimensions, fitted to find tools of MCP servers: {base.name} ({base.licence}) fitted on {counts};
chosen by {len(data.validation)} queries for tools of other servers. Pooling {base.pooling}, vectors of unit length, no prefix for queries or tools.

## Figures
Found by meaning alone among all {len(data.tools)} tools, ok@8 / nDCG@5 by kind of query:

{_rows(columns)}

The weights have 8 bits: nDCG@5 loses {loss:.4f} (mean of the groups); cosine to 32 bits, text by text: mean {cosines.mean():.4f}, least {cosines.min():.4f} ({len(cosines)} texts).

## Data and licence
Base model: {base.licence}. Tools: public MCP servers' own texts, from ToolGym (MIT), Toucan (MIT) and docker/mcp-registry (MIT); the texts belong to
the servers' authors and are not part of the model's files. Queries were written for this project. No query or tool of a set that is used for tests was seen.

## Repeat
```
{chr(10).join(commands)}
```
The last: {settings.epochs} epochs, batch {settings.batch}, learning rate {settings.rate}, temperature {settings.temperature}, symmetric share {settings.symmetric},
absolute share {settings.absolute}, dropout {settings.dropout}, negatives {settings.negatives}, teacher {settings.teacher or 'none'}, augmented {settings.augment}, mix {settings.mix} with {settings.mixed_with or 'base'}, seed {settings.seed}.
The same seed gives the same batches; sums on another processor differ in the last digits.

| file | SHA-256 |
|---|---|
""" + "".join(f"| {file.name} | {sha256(file)} |\n" for file in files)
