"""How the amount that somebody has starts: plainly, in boxes, in two parts, or compared with what another has."""

from .grammar import plural
from .numbers import addend, small
from .numerals import TIMES
from .words import BOXES, COLOURS, DAYS


def plain(world):
    q, r, p, n, o = world.q, world.q.r, world.p, world.n, world.q.o
    x = world.amount = addend(r) + (r.randint(10, 60) if r.random() < 0.5 else 0)
    subject = q.subj()
    i = r.randrange(7)
    if i < 3:
        world.tell(subject, f"{q.at_first('have')} {n(x)} {o}")
    elif i == 3:
        world.tell(subject, f"{q.at_first('start')} with {n(x)} {o}")
    elif i == 4:
        world.tell(subject, f"{q.at_first(p('own', 'have', 'keep'))} {n(x)} {o}")
    elif i == 5:
        when = p('at first', 'in the beginning', 'on ' + r.choice(DAYS), 'in the morning', 'yesterday', 'this morning', 'to start with')
        world.tell(None, f"{when}{p(',', '')} {subject} {q.at_first('have')} {n(x)} {o}")
    else:
        world.tell(subject, f"{q.at_first(world.first_verb())} {n(x)} {o}")


def in_boxes(world):
    q, r, p, n, o = world.q, world.q.r, world.p, world.n, world.q.o
    size = small(r) if r.random() < 0.7 else r.randint(10, 25)
    count = small(r)
    boxes = plural(r.choice(BOXES))
    world.amount = q.do(count, '*', size)
    verb = q.at_first(p('have', 'buy', 'have', 'get', 'fill'))
    held = p(
        f"{n(count)} {boxes} of {n(size)} {o}",
        f"{n(count)} {boxes} with {n(size)} {o} each",
        f"{n(count)} {boxes} with {n(size)} {o} in each",
        f"{n(count)} {boxes}, each with {n(size)} {o}",
        f"{n(count)} {boxes}. Each {boxes[:-2] if boxes.endswith('xes') else 'one'} has {n(size)} {o}",
        f"{n(count)} {boxes} and there are {n(size)} {o} in each",
    )
    world.tell(q.subj(), f"{verb} {held}")


def in_two_parts(world):
    q, r, n = world.q, world.q.r, world.n
    a, b = addend(r), addend(r)
    world.amount = q.do(a, '+', b)
    one, other = r.sample(COLOURS, 2)
    held = world.p(
        f"{n(a)} {one} and {n(b)} {other} {q.os}",
        f"{n(a)} {one} {q.os} and {n(b)} {other} {q.os}",
        f"{n(a)} {q.os} at home and {n(b)} at school",
        f"{n(a)} {q.os} in one box and {n(b)} in another",
    )
    world.tell(q.subj(), f"{q.at_first('have')} {held}")
    q.o = q.os  # from now on without a colour of its own


def compared(world):
    """Another has so many, and the subject more, fewer, twice or half as many."""
    q, r, n, o = world.q, world.q.r, world.n, world.q.o
    theirs = addend(r) + 5
    world.tell(q.M, f"{q.at_first('have', 'N')} {n(theirs)} {o}")
    way = r.choice((more, fewer, times, half))
    world.tell(q.subj(), f"{q.at_first('have')} {way(world, theirs)}")


def more(world, theirs):
    q, d = world.q, addend(world.q.r)
    world.amount = q.do(theirs, '+', d)
    return f"{world.n(d)} more" + world.p('', f" than {q.M}")


def fewer(world, theirs):
    q, p, d = world.q, world.p, world.q.r.randint(1, theirs - 1)
    world.amount = q.do(theirs, '-', d)
    return f"{world.n(d)} {p('fewer', 'less')}" + p('', f" than {q.M}")


def times(world, theirs):
    q, r = world.q, world.q.r
    k = r.choice((2, 2, 3, 4, 5))
    world.amount = q.do(theirs, '*', k)
    return f"{r.choice(TIMES[k])} as many" + world.p('', f" as {q.M}", f" {q.o}")


def half(world, theirs):
    q = world.q
    even = theirs * 2 if theirs < 100 else theirs + theirs % 2
    world.clauses[-1] = (q.M, f"{q.at_first('have', 'N')} {world.n(even)} {q.o}")
    world.amount = q.do(even, '/', 2)
    return "half as many" + world.p('', f" as {q.M}")
