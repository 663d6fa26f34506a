"""Bare calculations: signs or words, with precedence, brackets, commands in a row."""

from .expression_chain import chain
from .expression_commands import commands
from .expression_named import named
from .expression_signs import written
from .grammar import cap
from .numbers import addend, divisors, exact, small
from .question import Question

KINDS = dict(one=22, flat=16, mixed=22, brackets=10, words=12, commands=12, named=6)
BEFORE = """what is |what is |what's |calculate |compute |how much is |work out |please compute |please calculate |can you work out |
tell me |solve |find |evaluate |what does |could you calculate |help me with |I need """.replace('\n', '').split('|')


def expression(r):
    q = Question(r)
    q.wordy = r.random() < 0.08
    kind = r.choices(list(KINDS), list(KINDS.values()))[0]
    negative = r.random() < 0.06  # whether a result may be negative
    if kind == 'commands':
        return q.item(*commands(q, negative), 'expr')
    if kind == 'one':
        made = one(q, negative)
    elif kind == 'named':
        operands(r, negative)  # drawn and not used
        made = named(q)
    elif kind == 'brackets':
        made = brackets(q)
    else:
        made = chain(q, kind, negative)
    return q.item(asked(q, made[0]), made[1], 'expr') if made else None


def one(q, negative):
    a, op, b = operands(q.r, negative)
    in_words = q.r.random() < 0.3
    x = q.do(a, op, b)
    return written(q, [a, b], [op], in_words), x


def operands(r, negative):
    op = r.choice('+-*/') if r.random() < 0.8 else r.choice('+-')
    if op in '*/':
        a, b = exact(r, op)
    else:
        a, b = addend(r), addend(r)
        if op == '-' and b > a and not negative:
            a, b = b, a
    return a, op, b


def brackets(q):
    """(a + b) * d, (a - b) / d or d * (a + b)"""
    r = q.r
    a, b = addend(r) % 100 + 1, addend(r) % 100 + 1
    inner = r.choice('+-')
    if inner == '-':
        a, b = max(a, b) + 1, min(a, b)
    x = q.do(a, inner, b)
    if r.random() < 0.3 and divisors(x):
        d, outer = r.choice(divisors(x)), '/'
    else:
        d, outer = small(r), '*'
    if outer == '*' and r.random() < 0.4:
        return written(q, [d, a, b], ['*', inner], bracket=1), q.do(d, '*', x)
    return written(q, [a, b, d], [inner, outer], bracket=0), q.do(x, outer, d)


def asked(q, text):
    """Bare, with a sign of equality, with words behind it or before it."""
    r, p = q.r, q.p
    k = r.random()
    if k < 0.18:
        return text
    if k < 0.28:
        return text + p(' = ?', '=?', ' =', '=', ' = ', '?', ' ?')
    if k < 0.34:
        return text + p(' equals what?', ' makes what?', ', please', ' please', ' is what?', ' equals?', '. How much is that?')
    before = r.choice(BEFORE)
    if before == 'what does ':
        end = ' equal?'
    elif before.startswith(('wh', 'how', 'can', 'could')) and r.random() < 0.85:
        end = '?'
    else:
        end = p('.', '', ' please', '.')
    text = before + text + end
    return cap(text) if r.random() < 0.75 else text
