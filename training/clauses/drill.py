"""Bare calculations for the drill documents."""

from .numbers import addend, calculate, exact


def drill(r):
    """One step: (a, op, b, result)."""
    op = r.choice('++--*/')
    if op in '*/':
        a, b = exact(r, op)
    else:
        a, b = addend(r) * r.choice((1, 1, 3)), addend(r)
        if op == '-' and r.random() < 0.95:
            a, b = max(a, b), min(a, b)
    return a, op, b, calculate(a, op, b)
