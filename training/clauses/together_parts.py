"""A whole and its parts, a difference, what is missing. Each gives the clauses, the answer and the question."""

from .numbers import addend


def part(q, values, verb):
    """All but one part of a whole: how large is that one?"""
    p, n, r = q.p, q.n, q.r
    known = values[: r.choice((1, 1, 2))]
    x = whole = sum(known) + addend(r)
    name, kinds = r.choice(
        [
            ('children', ['boys', 'girls', 'babies']),
            ('animals', ['dogs', 'cats', 'birds']),
            (q.os, ['red', 'blue', 'green']),
            ('people', ['men', 'women', 'children']),
            ('seats', ['taken', 'broken', 'free']),
            ('students', ['absent', 'sick', 'present']),
            ('fruits', ['apples', 'pears', 'plums']),
        ]
    )
    told = p(
        f"there are {n(whole)} {name} {p('in a room', 'at school', 'in a park', 'in a box', 'here', 'on a farm', '')}",
        f"{n(whole)} {name} are here",
        f"we have {n(whole)} {name}",
    )
    parts = []
    for kind, y in zip(kinds, known):
        x = q.do(x, '-', y)
        parts.append(p(f"{n(y)} {p('of them ', '')}are {kind}"))
    rest = kinds[len(known)]
    ask = p(
        f"how many are {rest}",
        f"how many {name} are {rest}",
        f"the rest are {rest}. How many {p('are that', name + ' are ' + rest)}",
        f"how many are not {kinds[0]}" if len(known) == 1 else f"how many are {kinds[2]}",
    )
    return [(None, told), (None, ' and '.join(parts))], x, ask


def difference(q, values, verb):
    p, n, o = q.p, q.n, q.o
    a, b = max(values[:2]), min(values[:2])
    if a == b:
        a += 1
    if q.who == 'we':
        q.who = 'N'
    names = [q.subj(), q.M]
    if q.r.random() < 0.5:
        y, z, rich, poor = a, b, *names
    else:
        y, z, poor, rich = b, a, *names
    clauses = [(names[0], f"{q.c(verb, q.who)} {n(y)} {o}"), (names[1], f"{q.c(verb, 'N')} {n(z)}{p('', ' ' + o)}")]
    x = q.do(a, '-', b)
    me = lambda name: 'me' if name == 'I' else name
    do = lambda name: 'did' if q.is_past else 'do' if name in ('I', 'you') else 'does'
    ask = p(
        f"how many more {o} {do(rich)} {rich} {verb} than {me(poor)}",
        f"how many fewer {o} {do(poor)} {poor} {verb} than {me(rich)}",
        "what is the difference",
        f"how many more {o} do {rich} {verb}" if rich in ('I', 'you') else f"how many more does {rich} {verb}",
    )
    return None if q.tense == 'will' else (clauses, x, ask)


def missing(q, values, verb):
    p, n, o = q.p, q.n, q.o
    had = addend(q.r)
    wanted = had + addend(q.r)
    clauses = [
        (q.subj(), f"{q.c('have', q.who, 'now')} {n(had)} {o}"),
        (q.pro(), f"{q.c(p('need', 'want'), q.who, 'now')} {n(wanted)}{p('', ' ' + o)}"),
    ]
    x = q.do(wanted, '-', had)
    ask = p(f"how many more {o} {'does' if q.who == 'N' else 'do'} {q.pro()} need", f"how many {o} are missing", "how many are missing")
    return clauses, x, ask
