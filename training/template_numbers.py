"""The numbers of a question from a template: what is calculated, and in which ranges.

    parse_steps('a*b; x-c : a 2-12') -> ([('a', '*', 'b'), ('x', '-', 'c')], {'a': (2, 12)})
    draw(rng, steps, ranges) -> Numbers
"""

import re
import clauses

NUMBERS = set('abcde')


class Unfit(Exception):
    """The numbers drawn do not come out; others are drawn."""


def parse_steps(text):
    body, _, limits = text.partition(':')
    if body.strip() == '?':
        return None, {}
    steps = []
    for part in body.split(';'):
        m = re.fullmatch(r'\s*(x\d?|[a-e]|\d+)\s*([-+*/])\s*(x\d?|[a-e]|\d+)\s*', part)
        if not m:
            raise ValueError(f'not a step: {part!r}')
        steps.append(m.groups())
    ranges = {}
    for part in filter(str.strip, limits.split(',')):
        m = re.fullmatch(r'\s*([a-e])\s+(\d+)-(\d+)\s*', part)
        if not m:
            raise ValueError(f'not a range: {part!r}')
        ranges[m[1]] = (int(m[2]), int(m[3]))
    return steps, ranges


def factor_for(r, v):
    return clauses.small(r) if v > 30 or r.random() < 0.5 else r.randint(2, 60 if v < 13 else 20)


def divisor_of(r, v):
    found = clauses.divisors(v)
    if not found:
        raise Unfit
    return r.choice(found)


class Numbers:
    """Draws the numbers of one question so that every step comes out whole and not negative."""

    def __init__(s, r, ranges):
        s.r, s.ranges, s.value, s.results, s.steps = r, ranges, {}, [], []

    def known(s, t):
        if t.isdigit():
            return int(t)
        if t[0] == 'x':
            return s.results[int(t[1:]) - 1 if t[1:] else -1]
        return s.value.get(t)

    def ranged(s, t):
        return s.r.randint(*s.ranges[t]) if t in s.ranges else None

    def step(s, left, op, right):
        r = s.r
        if left == right and s.known(left) is None:
            s.value[left] = s.ranged(left) or clauses.small(r)
        x, y = s.known(left), s.known(right)
        if x is None and left in s.ranges:
            x = s.value[left] = s.ranged(left)
        if y is None and right in s.ranges:
            y = s.value[right] = s.ranged(right)
        if x is None and y is None:
            x, y = s.pair(op)
        elif x is None:
            x = y + clauses.addend(r) if op == '-' else y * factor_for(r, y) if op == '/' else clauses.addend(r) if op == '+' else factor_for(r, y)
        elif y is None:
            y = s.right_of(x, op)
        for t, v in ((left, x), (right, y)):
            if t in NUMBERS:
                s.value[t] = v
        if op == '/' and (y == 0 or x % y):
            raise Unfit
        z = clauses.calculate(x, op, y)
        if z < 0 or z > 9999 or (z == 0 and r.random() < 0.9):
            raise Unfit
        s.results.append(z)
        s.steps.append([x, op, y, z])

    def pair(s, op):
        r = s.r
        if op == '+':
            return clauses.addend(r), clauses.addend(r)
        if op == '-':
            x, y = sorted((clauses.addend(r), clauses.addend(r)))
            return y + (x == y), x
        x, y = clauses.factors(r)
        return (x, y) if op == '*' else (x * y, y)

    def right_of(s, x, op):
        r = s.r
        if op == '-':
            y = clauses.addend(r)
            return y if y <= x else r.randint(min(1, x), x)
        return clauses.addend(r) if op == '+' else factor_for(r, x) if op == '*' else divisor_of(r, x)


def draw(r, steps, ranges):
    """Numbers with which every step comes out. Raises Unfit where no drawing of many does."""
    for _ in range(400):
        n = Numbers(r, ranges)
        try:
            for t in steps:
                n.step(*t)
            return n
        except Unfit:
            pass
    raise Unfit
