"""Short everyday questions without a story: '3 boxes of 12 eggs, how many eggs?'"""

from .grammar import cap, plural
from .numbers import addend, small
from .question import Question
from .words import BOXES, THINGS


def terse(r):
    q = Question(r)
    kind = r.choice((boxes, price, total, left, shared, change, two_prices, pace))
    text, x = kind(q, small(r), r.randint(2, 30))
    text += q.p('?', '?', '?', '')
    return q.item(cap(text) if r.random() < 0.6 else text, x, 'terse')


def boxes(q, a, b):
    p, n, o, w = q.p, q.n, q.o, plural(q.r.choice(BOXES))
    text = p(f"{n(a)} {w} of {n(b)} {o}", f"{n(a)} {w} with {n(b)} {o} each", f"{n(b)} {o} in each of {n(a)} {w}")
    text += p(f", how many {o}", ", how many in total", f", how many {o} altogether", ", total")
    return text, q.do(a, '*', b)


def price(q, a, b):
    p, n, o, cur = q.p, q.n, q.o, q.cur
    text = p(f"{n(a)} {o} at {n(b)} {cur} each", f"{n(a)} {o} for {n(b)} {cur} each", f"{n(a)} times {n(b)} {cur}")
    text += p(", how much", ", what is the price", ", total price", ", how much altogether")
    return text, q.do(a, '*', b)


def total(q, *_):
    p, n = q.p, q.n
    a, b, unit = addend(q.r), addend(q.r), draw_unit(q)
    text = p(f"{n(a)} {unit} plus {n(b)} {unit}", f"{n(a)} {unit} and {n(b)} more", f"{n(a)} {unit} and {n(b)} {unit}")
    text += p(f", how many {unit}", f", how many {unit} in total", ", total", ", together")
    return text, q.do(a, '+', b)


def left(q, *_):
    p, n = q.p, q.n
    b, a = sorted((addend(q.r), addend(q.r)))
    unit = draw_unit(q)
    text = p(
        f"{n(a)} {unit} minus {n(b)} {unit}",
        f"{n(b)} of {n(a)} {unit} are gone",
        f"{n(a)} {unit}, {n(b)} are gone",
        f"{n(a)} {unit} less {n(b)}",
    )
    text += p(f", how many {unit} are left", ", how many remain", ", how many left", ", what is left")
    return text, q.do(a, '-', b)


def draw_unit(q):
    return q.p(q.o, q.cur, 'km', 'minutes', 'pages')


def shared(q, a, b):
    p, n, o, whole = q.p, q.n, q.o, a * b
    holders = p('friends', 'people', 'children', 'boxes', 'bags')
    text = p(
        f"{n(whole)} {o} for {n(a)} {holders}",
        f"{n(whole)} {o} shared by {n(a)} {holders}",
        f"{n(whole)} {o} split between {n(a)} {holders}",
    )
    text += p(", how many each", ", how many for each", ", how many per " + ('one' if holders in ('boxes', 'bags') else 'person'))
    return text, q.do(whole, '/', a)


def change(q, *_):
    p, n, r, cur = q.p, q.n, q.r, q.cur
    had = r.choice((10, 20, 50, 100, addend(r)))
    spent = r.randint(1, had)
    text = p(
        f"I pay {n(spent)} {cur} with {n(had)} {cur}",
        f"I have {n(had)} {cur} and spend {n(spent)}",
        f"price {n(spent)} {cur}, paid {n(had)} {cur}",
    )
    text += p(", how much change", ", how much is left", ", what is the change")
    return text, q.do(had, '-', spent)


def two_prices(q, a, b):
    p, n, cur, more = q.p, q.n, q.cur, addend(q.r)
    text = f"{n(a)} {q.o} at {n(b)} {cur} and {p('one more thing', 'a ' + q.r.choice(THINGS))} for {n(more)} {cur}"
    text += p(", how much in total", ", total", ", what is the total")
    return text, q.do(q.do(a, '*', b), '+', more)


def pace(q, a, b):
    p, n = q.p, q.n
    unit, time = p(('km', 'hour'), ('pages', 'day'), ('euros', 'week'), ('litres', 'minute'))
    text = p(f"{n(b)} {unit} per {time}", f"{n(b)} {unit} every {time}")
    text += p(f", how many in {n(a)} {time}s", f" for {n(a)} {time}s, how many {unit}", f" for {n(a)} {time}s, total")
    return text, q.do(b, '*', a)
