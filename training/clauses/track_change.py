"""The changes of an amount: halved, multiplied, shared out, more of it or less."""

from .grammar import plural
from .numbers import addend, divisors
from .words import BOXES, FRIENDS


def change(world, last):
    """Tells one change; False where nothing is left to change."""
    x, r = world.amount, world.q.r
    k = r.random()
    if k < 0.1 and world.scales and x % 2 == 0 and x >= 4:
        halve(world)
    elif k < 0.15 and world.scales and x < 400:
        multiply(world)
    elif last and k < 0.36 and world.shares and x > 3 and divisors(x):
        share(world, r.choice(divisors(x)))
    else:
        return more_or_less(world)
    return True


def halve(world):
    q, p = world.q, world.p
    world.amount = q.do(world.amount, '/', 2)
    subject, who = world.actor()
    world.tell(subject, f"{q.c(p(*world.halving), who)} half of {p('them', 'the ' + q.o, world.it)}")


def multiply(world):
    q = world.q
    times = q.r.choice((2, 2, 3))
    world.amount = q.do(world.amount, '*', times)
    verb = q.c({2: 'double', 3: 'triple'}[times])
    world.tell(None, world.p(f"the number {verb}", f"the number of {q.o} {verb}", f"{q.M} {verb} that"))


def share(world, parts):
    q = world.q
    world.amount = q.do(world.amount, '/', parts)
    subject, who = world.actor()
    way = q.r.choice((among_people, into_boxes, in_boxes_of))
    them = world.p('them', 'all of them', 'the ' + q.o, 'them all', 'everything')
    way(world, subject, who, them, parts)


def among_people(world, subject, who, them, parts):
    q, p, n, o, r = world.q, world.p, world.n, world.q.o, world.q.r
    people = p('friends', 'children', 'people', 'kids', 'students', 'brothers', r.choice(FRIENDS), r.choice(FRIENDS))
    verb = q.c(p('share', 'split', 'divide'), who)
    world.tell(subject, f"{verb} {them} {p('equally', 'evenly', 'fairly')} {p('among', 'between')} {n(parts)} {people}")
    world.shared = p(
        f"how many {o} does each {p('friend' if people == 'friends' else 'person', 'one', 'of them')} get",
        f"how many {o} does each get",
        "how many does each get",
        f"how many {o} are there for each",
    )


def into_boxes(world, subject, who, them, parts):
    q, p, n, o = world.q, world.p, world.n, world.q.o
    box = q.r.choice(BOXES)
    verb = q.c(p('put', 'pack', 'place'), who)
    world.tell(subject, f"{verb} {them} {p('equally ', 'evenly ', '')}{p('into', 'in')} {n(parts)} {plural(box)}")
    world.shared = p(
        f"how many {o} are in each {box}",
        f"how many {o} go in each {box}",
        f"how many {o} per {box}",
        f"how many {o} does each {box} have",
    )


def in_boxes_of(world, subject, who, them, size):
    q, p = world.q, world.p
    boxes = plural(q.r.choice(BOXES))
    world.tell(subject, f"{q.c(p('put', 'pack', 'place'), who)} {them} in {boxes} of {world.n(size)}")
    world.shared = p(f"how many {boxes} are there", world.needed(boxes), f"how many {boxes} is that")


def more_or_less(world):
    q, r, x = world.q, world.q.r, world.amount
    up = r.random() < 0.48
    y = addend(r)
    if world.only_falls:
        up = False
        if x < 1:
            return False
    if not up:
        most = x + world.below_zero
        if most < 1:
            up = True
        elif y > most:
            y = r.randint(1, most)
    if x + y <= 9999:
        world.amount = q.do(x, '+' if up else '-', y)
        tell = world.gain if up else world.lose
        tell(q.n(y))
    return True
