"""A list of commands in words: 'Take 12, add 7, then multiply by 3.'"""

from .grammar import cap
from .numbers import addend, divisors


def commands(q, negative):
    """The text and the result."""
    r, p, n = q.r, q.p, q.n
    x = first = addend(r)
    text = p(f"start with {n(x)}", f"take {n(x)}", f"{n(x)}", f"I think of {n(x)}", f"begin with {n(x)}")
    count = r.choice((1, 2, 2, 3))
    for _ in range(count):
        op, y = draw_step(r, x, negative)
        x = q.do(x, op, y)
        said = command(op, y, n(y))
        text += p(', ', ', then ', ', and then ', ' and ', ', ') + r.choice(said)
    if r.random() < 0.3 and count == 1:
        text = in_one_command(q, first, op, y)
    r.random()  # drawn and not used
    end = p('.', '', '. What is the result?', '. What do you get?', '. What is it?', ', what do I get?', '. How much is that?', '?')
    return cap(text) + end, x


def draw_step(r, x, negative):
    op = r.choice('++--**/')
    y = addend(r)
    if op == '/':
        found = divisors(x) if x > 0 else []
        if found:
            y = r.choice(found)
        else:
            op = '+'
    if op == '*':
        y = r.randint(2, 9)
        if x > 400:
            op = '+'
    if op == '-' and y > x and not negative:
        y = r.randint(0, max(0, x))
    return op, y


def command(op, y, m):
    """All ways of saying it; m is y as it is written."""
    if op == '+':
        return [f"add {m}", f"plus {m}", f"add {m} to it"]
    if op == '-':
        return [f"subtract {m}", f"minus {m}", f"take away {m}"]
    if op == '*':
        short = ["double it"] if y == 2 else ["triple it"] if y == 3 else []
        return [f"multiply by {m}", f"times {m}", f"multiply it by {m}"] + short
    return [f"divide by {m}", f"divided by {m}", f"divide it by {m}"] + (["halve it"] if y == 2 else [])


def in_one_command(q, a, op, y):
    n = q.n
    texts = {
        '+': q.p(f"add {n(y)} to {n(a)}", f"add {n(a)} and {n(y)}"),
        '-': f"subtract {n(y)} from {n(a)}",
        '*': f"multiply {n(a)} by {n(y)}",
        '/': f"divide {n(a)} by {n(y)}",
    }
    return texts[op]
