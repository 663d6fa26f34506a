"""So many boxes with so many things in each: how many things?"""

from .grammar import plural
from .numbers import addend, divisors


def multiplied(q, count, size, holder):
    r = q.r
    x = q.do(count, '*', size)
    clause = told(q, count, size, holder)
    if clause[1].startswith(f"a {holder} h"):  # the number of holders is told by the question
        holders = plural(holder)
        ask = q.p(f"how many {q.o} are in {q.n(count)} {holders}", f"how many {q.o} do {q.n(count)} {holders} have")
        return [clause], x, ask
    ask = ask_total(q, by_subject=clause[0])
    if r.random() < 0.55:
        step, x, ask = with_a_step(q, x, ask)
        return [clause, step], x, ask
    if r.random() < 0.2:
        step, x, ask = with_a_price(q, x)
        return [clause, step], x, ask
    return [clause], x, ask


def told(q, count, size, holder):
    p, n, o, subject, holders = q.p, q.n, q.o, q.subj(), plural(holder)
    return p(
        (None, f"there {q.are} {n(count)} {holders} with {n(size)} {o} {p('each', 'in each', 'in each ' + holder, 'per ' + holder)}"),
        (None, f"{n(count)} {holders} {p('hold', 'have', 'contain')} {n(size)} {o} each"),
        (subject, f"{q.v(p('have', 'fill', 'buy', 'carry'))} {n(count)} {holders} with {n(size)} {o} {p('each', 'in each')}"),
        (None, f"each {holder} has {n(size)} {o} and there are {n(count)} {holders}"),
        (None, f"a {holder} {p('has', 'holds')} {n(size)} {o}"),
        (subject, f"{q.v('put')} {n(size)} {o} in{p('', 'to')} each of {n(count)} {holders}"),
        (None, f"every {holder} has {n(size)} {o}. There are {n(count)} {holders}"),
        (subject, f"{q.v('have')} {n(count)} {holders} of {n(size)} {o}"),
    )


def ask_total(q, by_subject):
    p, o = q.p, q.o
    return p(
        f"how many {o} are there {p('in total', 'altogether', 'in all', '')}",
        f"how many {o} is that {p('in total', 'altogether')}",
        f"what is the total number of {o}",
        f"how many {o} {q.aux()} {q.pro()} have" if by_subject else f"how many {o} is that",
    )


def with_a_step(q, x, ask):
    """The clause of one more step, its result, and the question."""
    y = addend(q.r)
    k = q.r.random()
    if k < 0.4 or y >= x:
        return some_more(q, y), q.do(x, '+', y), ask
    if k < 0.8:
        x = q.do(x, '-', y)
        return some_gone(q, y), x, ask_left(q)
    return shared(q, x)


def some_more(q, y):
    p, n, o = q.p, q.n, q.o
    return p(
        (q.M, f"{q.c(p('bring', 'add', 'find', 'buy'))} {n(y)} more{p('', ' ' + o)}"),
        (None, f"there {q.are} {p('also ', '')}{n(y)} {o} on the {p('floor', 'table')}"),
        (None, f"{n(y)} more {o} {q.are} {p('added', 'outside', 'on the floor')}"),
    )


def some_gone(q, y):
    p, n, o = q.p, q.n, q.o
    return p(
        (q.M, f"{q.c(p('take', 'sell', 'use', 'break'))} {n(y)}{p('', ' of them', ' ' + o)}"),
        (None, f"{n(y)} of them {q.are} {p('broken', 'sold', 'bad', 'gone', 'empty', 'taken')}"),
    )


def ask_left(q):
    p, o = q.p, q.o
    return p(f"how many {o} are left", f"how many {o} remain", "how many are left", f"how many {o} are {p('left', 'still there')}")


def shared(q, x):
    p, o = q.p, q.o
    people = q.r.choice(divisors(x) or [x])
    x = q.do(x, '/', people)
    share = 'shared' if q.is_past else 'share'
    clause = (None, f"{q.n(people)} {p('children', 'friends', 'people')} {share} them {p('equally', 'fairly', 'evenly')}")
    return clause, x, p("how many does each get", f"how many {o} does each one get", f"how many {o} does each child get")


def with_a_price(q, x):
    """Each thing costs or weighs something."""
    p, each = q.p, q.r.randint(2, 9)
    x = q.do(x, '*', each)
    told = f"{p('each', 'every')} {q.o1} {p('costs', 'weighs')} {q.n(each)} {p('euros', 'kg', 'dollars', 'grams')}"
    does = 'weigh' if 'weighs' in told else 'cost'
    return (None, told), x, p("how much is that in total", f"how much do they {does} {p('together', 'in total', 'altogether')}")
