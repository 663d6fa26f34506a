"""A calculation as it is typed: with signs or in words."""

WORDS = {
    '+': ['plus', 'plus'],
    '-': ['minus', 'minus', 'take away'],
    '*': ['times', 'times', 'multiplied by'],
    '/': ['divided by', 'divided by', 'over'],
}


def written(q, numbers, ops, in_words=False, bracket=None):
    """bracket: the index of the first of the two numbers that stand in brackets."""
    r, p = q.r, q.p
    spaced = r.random() < 0.72
    signs = {'+': '+', '-': '-', '*': p('*', '*', 'x', '×', 'x'), '/': p('/', '/', '÷', ':') if r.random() < 0.8 else '/'}
    out = ''
    for i, y in enumerate(numbers):
        number = q.n(y) if y >= 0 and in_words else str(y)
        if bracket == i:
            number = '(' + number
        if bracket is not None and bracket + 1 == i:
            number += ')'
        if i:
            op = ops[i - 1]
            sign = r.choice(WORDS[op] if i == 1 else WORDS[op][:2]) if in_words else signs[op]
            out += f" {sign} " if in_words or spaced or sign == 'x' and r.random() < 0.7 else sign
        out += number
    return out
