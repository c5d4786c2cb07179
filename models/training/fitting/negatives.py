"""Tools that look right and are not: siblings on the same server, and what a model ranks high by mistake."""

import numpy

DEEP = 15
"""Wrong tools are drawn from this many of the best ranked."""
SIBLINGS = 0.4
SURE = 0.95
"""Tools nearer to the query than this share of the answer's similarity may serve it too (Moreira et al., 2024)."""


class Negatives:
    """
    vectors: one row a tool, by the base model, to tell twins.
    queries, ranked_by: rows for the training queries and the tools, by the model whose mistakes are to be corrected.
    twin: cosine above which two tools are twins.
    sure: tools nearer than this share of the answer's similarity are left out.
    """

    def __init__(self, data, vectors, queries, ranked_by, twin, sure=float("inf")):
        self.vectors, self.twin = vectors, twin
        kept_back = data.validation_servers()
        self.allowed = numpy.array([tool["server"] not in kept_back for tool in data.tools])
        self.by_server = {}
        for number, tool in enumerate(data.tools):
            self.by_server.setdefault(tool["server"], []).append(number)
        self.servers = [tool["server"] for tool in data.tools]
        self.hard = self._hard(data, queries, ranked_by, sure)

    def twins(self, one, others):
        return self.vectors[others] @ self.vectors[one] >= self.twin

    def _hard(self, data, queries, ranked_by, sure):
        hard = []
        for row, query in enumerate(data.train):
            scores = ranked_by @ queries[row]
            best = numpy.argpartition(-scores, min(4 * DEEP, len(scores) - 1))[: 4 * DEEP]
            best = best[numpy.argsort(-scores[best])]
            fit = self.allowed[best] & ~self.twins(query.tool, best) & (scores[best] < sure * scores[query.tool])
            hard.append(best[fit][:DEEP])
        return hard

    def draw(self, row, tool, chance):
        siblings = [other for other in self.by_server[self.servers[tool]] if other != tool]
        if siblings and chance.random() < SIBLINGS:
            other = chance.choice(siblings)
            if not self.twins(tool, [other])[0]:
                return other
        if len(self.hard[row]):
            return int(chance.choice(list(self.hard[row])))
        return chance.choice(numpy.flatnonzero(self.allowed).tolist())
