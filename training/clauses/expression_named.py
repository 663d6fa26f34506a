"""Calculations with a name: the sum, the product, half, twice, 7 less than 12."""

from .numbers import addend, factors

NAMES = ('sum', 'difference', 'product', 'quotient', 'double', 'half', 'triple', 'from', 'less', 'more', 'by', 'added', 'third')


def named(q):
    """Its text and its result; something may be added to it or taken from it."""
    r, p, n = q.r, q.p, q.n
    name = r.choice(NAMES)
    if name in ('sum', 'more', 'added'):
        text, x = sum_of(q, name)
    elif name in ('difference', 'from', 'less'):
        text, x = difference_of(q, name)
    elif name in ('product', 'by'):
        text, x = product_of(q)
    elif name == 'quotient':
        text, x = quotient_of(q)
    elif name in ('double', 'triple'):
        text, x = multiple_of(q, name)
    else:
        text, x = part_of(q, name)
    if r.random() < 0.35:
        y = addend(r)
        op = '+' if y > x else r.choice('+-')
        x = q.do(x, op, y)
        word = 'plus' if op == '+' else 'minus'
        text += p(f", {word} {n(y)}", f" {word} {n(y)}")
    return text, x


def sum_of(q, name):
    p, n, a, b = q.p, q.n, addend(q.r), addend(q.r)
    texts = dict(
        sum=p(f"the sum of {n(a)} and {n(b)}", f"{n(a)} and {n(b)} together"),
        more=f"{n(b)} more than {n(a)}",
        added=p(f"{n(a)} added to {n(b)}", f"{n(a)} and {n(b)}"),
    )
    return texts[name], q.do(a, '+', b)


def difference_of(q, name):
    n = q.n
    b, a = sorted((addend(q.r), addend(q.r)))
    texts = {
        'difference': f"the difference between {n(a)} and {n(b)}",
        'from': f"{n(b)} subtracted from {n(a)}",
        'less': f"{n(b)} less than {n(a)}",
    }
    return texts[name], q.do(a, '-', b)


def product_of(q):
    n = q.n
    a, b = factors(q.r)
    return q.p(f"the product of {n(a)} and {n(b)}", f"{n(a)} multiplied by {n(b)}"), q.do(a, '*', b)


def quotient_of(q):
    n = q.n
    b, c = factors(q.r)
    a = b * c
    return q.p(f"the quotient of {n(a)} and {n(b)}", f"{n(a)} split into {n(b)} equal parts"), q.do(a, '/', b)


def multiple_of(q, name):
    n, a = q.n, addend(q.r)
    times, k = ('twice', 2) if name == 'double' else ('three times', 3)
    return q.p(f"{times} {n(a)}", f"{name} {n(a)}", f"the {name} of {n(a)}"), q.do(a, '*', k)


def part_of(q, name):
    part, k, most = ('half', 2, 120) if name == 'half' else ('a third', 3, 60)
    a = k * q.r.randint(1, most)
    return q.p(f"{part} of {q.n(a)}"), q.do(a, '/', k)
