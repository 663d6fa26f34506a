"""Bare calculations for the drill documents."""

from .numbers import addend, calculate, factors


def drill(r):
    """One step: (a, op, b, result)."""
    op = r.choice('++--*/')
    if op == '*':
        a, b = factors(r)
    elif op == '/':
        b, c = factors(r)
        a = b * c
    else:
        a, b = addend(r) * r.choice((1, 1, 3)), addend(r)
        if op == '-' and r.random() < 0.95:
            a, b = max(a, b), min(a, b)
    return a, op, b, calculate(a, op, b)
