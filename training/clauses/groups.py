"""Equal groups: multiplying, dividing, and one step before or after."""

from .assemble import assemble
from .groups_divide import divided
from .groups_multiply import multiplied
from .numbers import factors, small
from .question import Question
from .words import BOXES

HOLDERS = BOXES + ['table', 'car', 'house', 'team', 'page', 'bus', 'group', 'class', 'room']


def groups(r):
    q = Question(r)
    count, size = factors(r) if r.random() < 0.4 else (small(r), small(r))
    holder = r.choice(HOLDERS)
    clauses, x, ask = multiplied(q, count, size, holder) if r.random() < 0.55 else divided(q, count, size)
    return q.item(assemble(q, clauses, ask, 0.1), x, 'groups')
