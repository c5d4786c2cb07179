"""Reads tools and queries in the common format and says which line is wrong."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Query:
    text: str
    tool: int
    group: str


@dataclass(frozen=True)
class Data:
    """Tools, and queries that name one of them by its position."""

    tools: list
    train: list
    validation: list

    def validation_servers(self):
        return {self.tools[query.tool]["server"] for query in self.validation}


class BadData(Exception):
    pass


def _lines(file):
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else open(file, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as fault:
                raise BadData(f"{file}:{number}: expected JSON: {fault}") from fault


def _existing(folder, *names):
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise BadData(f"{folder}: expected a file {' or '.join(names)}")


def _tools(file):
    tools, known = [], {}
    for number, tool in _lines(file):
        if not all(isinstance(tool.get(key), str) for key in ("server", "name")):
            raise BadData(f"{file}:{number}: a tool needs server and name")
        tool["description"] = tool.get("description") or ""
        known[f"{tool['server']}/{tool['name']}"] = len(tools)
        tools.append(tool)
    return tools, known


def _queries(file, known):
    queries = []
    for number, query in _lines(file):
        if not isinstance(query.get("query"), str) or not query.get("relevant"):
            raise BadData(f"{file}:{number}: a query needs query and relevant")
        for tool in query["relevant"][:1]:
            if tool not in known:
                raise BadData(f"{file}:{number}: no tool {tool} in the catalog")
            queries.append(Query(query["query"], known[tool], query.get("group", "all")))
    return queries


def load(folder):
    folder = Path(folder)
    tools, known = _tools(_existing(folder, "catalog.jsonl.gz", "catalog.jsonl"))
    train = _queries(_existing(folder, "queries_train.jsonl"), known)
    validation = _queries(_existing(folder, "queries_val.jsonl"), known)
    shared = {tools[q.tool]["server"] for q in train} & {tools[q.tool]["server"] for q in validation}
    if shared:
        raise BadData(f"{folder}: queries_val must have servers of its own; also in queries_train: {sorted(shared)[:5]}")
    return Data(tools, train, validation)


def sample(data, queries, tools, chance):
    """A small part with the same structure, to try the recipe."""
    train = chance.sample(data.train, min(queries, len(data.train)))
    validation = chance.sample(data.validation, min(queries // 4, len(data.validation)))
    needed = {query.tool for query in train + validation}
    others = [i for i in range(len(data.tools)) if i not in needed]
    kept = sorted(needed | set(chance.sample(others, min(tools, len(others)))))
    place = {tool: i for i, tool in enumerate(kept)}
    moved = lambda part: [Query(q.text, place[q.tool], q.group) for q in part]
    return Data([data.tools[i] for i in kept], moved(train), moved(validation))
