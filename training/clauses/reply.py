"""What a model is to answer."""

from .quantities import quantities


def render(it, style='plain'):
    """'12+7=19. Answer: 19'; the style 'given' lists the numbers of the question first."""
    if it['answer'] is None:
        return "I don't know."
    steps = '. '.join(equations(it['steps'])) + f". Answer: {it['answer']}"
    return 'Given ' + ', '.join(quantities(it['q'])) + '. ' + steps if style == 'given' else steps


def equations(steps):
    for a, op, b, z in steps:
        parts = in_parts(a, b) if op == '*' and min(a, b) > 10 and a % 10 and b % 10 else [(a, op, b, z)]
        yield from ('%d%s%d=%d' % part for part in parts)


def in_parts(a, b):
    """A product of two numbers above ten, as it is done by hand: 23*17 = 23*10 + 23*7."""
    a, b = max(a, b), min(a, b)
    tens = b - b % 10
    return [(a, '*', tens, a * tens), (a, '*', b % 10, a * (b % 10)), (a * tens, '+', a * (b % 10), a * b)]
