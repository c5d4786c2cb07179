"""How well tools of unseen servers are found by meaning alone."""

import numpy

from fitting import texts
from fitting.encoding import QUERY_TOKENS, embed

FULL_TOKENS = 256

# What the head adds where it is more similar than the whole text; headShare of RankingParameters.java.
HEAD_SHARE = 0.3


def figures(model, tokens, data, pool, prefix="", most=FULL_TOKENS, progress=None):
    """ok@8 and nDCG@5 by group, for the validation queries among the tools of the pool, as find_tool compares them."""
    whole = embed(model, tokens, [texts.whole(data.tools[i]) for i in pool], most, progress)
    head = embed(model, tokens, [texts.head(data.tools[i]) for i in pool], most, progress)
    queries = embed(model, tokens, [prefix + query.text for query in data.validation], QUERY_TOKENS)
    return figures_of(whole, head, queries, data, pool)


def figures_of(whole, head, queries, data, pool):
    """The same for vectors: two for each tool of the pool, one for each validation query."""
    scores = queries @ whole.T
    scores += HEAD_SHARE * numpy.maximum(0, queries @ head.T - scores)
    place = {tool: i for i, tool in enumerate(pool)}
    groups = {}
    for row, query in enumerate(data.validation):
        rank = int((scores[row] > scores[row, place[query.tool]]).sum())
        groups.setdefault(query.group, []).append(rank)
    return {group: _figures(numpy.array(ranks)) for group, ranks in sorted(groups.items())}


def _figures(ranks):
    gain = numpy.where(ranks < 5, 1 / numpy.log2(ranks + 2), 0)
    return {"queries": len(ranks), "ok@8": round(float((ranks < 8).mean()), 4), "ndcg@5": round(float(gain.mean()), 4)}


def mean(groups, key="ok@8"):
    return sum(group[key] for group in groups.values()) / len(groups)


def small_pool(data, chance, others=1_200):
    """The tools of the validation servers and some more, so that a look at the curve takes seconds."""
    servers = data.validation_servers()
    near = [i for i, tool in enumerate(data.tools) if tool["server"] in servers]
    rest = [i for i, tool in enumerate(data.tools) if tool["server"] not in servers]
    return near + chance.sample(rest, min(others, len(rest)))


def line(groups):
    return " ".join(f"{name} {group['ok@8']:.3f}" for name, group in groups.items()) + f" mean {mean(groups):.4f}"
