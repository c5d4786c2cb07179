"""What one step of training sees: queries, the tools that answer them, tools that do not."""

import random
import string
from dataclasses import dataclass

from fitting import texts

ECHOED = 0.06
"""Share of queries replaced by words of a tool itself, so that names and plain descriptions stay findable."""
MISSPELT = 0.06
JOINED = 0.08
"""Share of queries that ask for another query's need as well."""

_JOINTS = (" ", " Also, ", " and then ", ". ", "; ", ", and ")


@dataclass(frozen=True)
class Batch:
    queries: list
    tools: list
    """Numbers of the tools, first the answers in the order of the queries, then the wrong ones."""
    documents: list
    second: list
    """For each query the row of another answer that it asks for, or None."""


def misspelt(text, chance):
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    for place in chance.sample(long, min(len(long), 1 + len(long) // 4)):
        word, at = words[place], chance.randrange(1, len(words[place]) - 1)
        words[place] = chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :],
            )
        )
    return " ".join(words)


def echo(tool, chance):
    """How somebody asks who knows the tool: by its name, by its server and name, or in its own words."""
    name, server = texts.readable(tool["name"]), texts.readable(tool["server"])
    sentence = texts.first_sentence(tool["description"])
    return chance.choice((name, f"{server} {name}", sentence or name, tool["name"]))


def batches(data, negatives, size, seed, epoch, augment):
    """The batches of one epoch, the same for the same seed. No two answers of a batch are the same tool."""
    chance = random.Random(f"{seed}/{epoch}")
    order = list(range(len(data.train)))
    chance.shuffle(order)
    known = [i for i in range(len(data.tools)) if negatives.allowed[i]]
    while len(order) >= size:
        rows, answers, later = [], set(), []
        while order and len(rows) < size:
            row = order.pop()
            (later if data.train[row].tool in answers else rows).append(row)
            answers.add(data.train[row].tool)
        order.extend(later)
        if len(rows) == size:
            yield _batch(data, negatives, rows, known, chance, augment)


def _batch(data, negatives, rows, known, chance, augment):
    queries, answers = [], []
    for row in rows:
        query, tool = data.train[row].text, data.train[row].tool
        if augment and chance.random() < ECHOED:
            tool = chance.choice(known)
            query = echo(data.tools[tool], chance)
        elif augment and chance.random() < MISSPELT:
            query = misspelt(query, chance)
        queries.append(query)
        answers.append(tool)
    wrong = [negatives.draw(row, tool, chance) for row, tool in zip(rows, answers)]
    second = [None] * len(rows)
    for i in range(len(rows)):
        if augment and chance.random() < JOINED:
            other = chance.randrange(len(rows))
            if other != i:
                second[i] = other
    joined = [
        query if second[i] is None else query.rstrip(".") + chance.choice(_JOINTS) + queries[second[i]]
        for i, query in enumerate(queries)
    ]
    tools = answers + wrong
    return Batch(joined, tools, [texts.varied(data.tools[tool], chance) for tool in tools], second)
