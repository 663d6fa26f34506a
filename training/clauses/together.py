"""Sums, differences and parts of a whole over people, days or places."""

from .assemble import assemble
from .numbers import addend
from .question import Question
from .together_parts import difference, missing, part
from .together_sum import days, people, places

KINDS = {people: 26, days: 22, places: 14, part: 20, difference: 12, missing: 6}


def together(r):
    q = Question(r)
    count = r.choices((2, 3, 4), (45, 42, 13))[0]
    values = [addend(r) for _ in range(count)]
    kind = r.choices(list(KINDS), list(KINDS.values()))[0]
    verb = q.p('have', 'have', 'find', 'collect', 'buy', 'sell', 'make', 'see', 'bring', 'count', 'get', 'pick')
    told = kind(q, values, verb)
    if not told:
        return None
    clauses, x, ask = told
    return q.item(assemble(q, clauses, ask), x, 'together')
