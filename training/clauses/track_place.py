"""Things in a place (a box, a shelf), and people in a spot (a bus, a park)."""

from .grammar import plural
from .numbers import addend, small
from .track_world import World
from .words import BEINGS

PLACES = [
    ("in a box", "box"),
    ("in a bag", "bag"),
    ("in a basket", "basket"),
    ("on a shelf", "shelf"),
    ("on a table", "table"),
    ("in a jar", "jar"),
    ("in a drawer", "drawer"),
    ("in a room", "room"),
    ("in a shop", "shop"),
    ("in a bowl", "bowl"),
]
SPOTS = [  # where, how they come, how they go, the spot
    ("on a bus", "get on", "get off", "bus"),
    ("on a train", "get on", "get off", "train"),
    ("in a park", "come", "leave", "park"),
    ("in a room", "come in", "go out", "room"),
    ("at a party", "arrive", "go home", "party"),
    ("in a garden", "come", "go away", "garden"),
    ("in a class", "join", "leave", "class"),
    ("on a field", "join", "leave", "field"),
    ("in a pool", "jump in", "get out", "pool"),
]


class Place(World):
    shares = True

    def actor(s):
        return s.q.M, 'N'

    def needed(s, boxes):
        return f"how many {boxes} does {s.q.M} need"

    def open(s):
        r = s.q.r
        s.amount = addend(r) + 5
        where, s.place = r.choice(PLACES)
        if r.random() < 0.2:
            s.open_with_boxes()
        else:
            s.open_with(where)

    def open_with(s, where):
        p, n, x, o, are = s.p, s.n, s.amount, s.q.o, s.q.are
        s.tell(
            None,
            p(
                f"there {are} {n(x)} {o} {where}",
                f"{n(x)} {o} {are} {where}",
                f"{p('a', 'the')} {s.place} {p('has', 'holds', 'contains')} {n(x)} {o}",
                f"{where} there {are} {n(x)} {o}",
                f"we see {n(x)} {o} {where}",
            ),
        )

    def open_with_boxes(s):
        r, p, n, o = s.q.r, s.p, s.n, s.q.o
        size, count = small(r), small(r)
        box = r.choice(("box", "bag", "shelf", "jar", "basket", "tray"))
        s.amount = s.q.do(count, '*', size)
        s.place = 'place'
        s.tell(
            None,
            p(
                f"there {s.q.are} {n(count)} {plural(box)} with {n(size)} {o} {p('each', 'in each', f'in each {box}')}",
                f"{n(count)} {plural(box)} {p('hold', 'contain')} {n(size)} {o} each",
                f"each of {n(count)} {plural(box)} holds {n(size)} {o}",
            ),
        )

    def gain(s, m):
        q, p, o = s.q, s.p, s.q.o
        s.tell(
            *p(
                (q.M, f"{q.c('put')} in {m} more"),
                (q.M, f"{q.c(p('add', 'bring'))} {p(m, f'{m} more', f'{m} {o}', f'another {m}')}"),
                (None, f"{m} {p('more', 'more ' + o)} {q.are} {p('added', 'put in')}"),
                (q.M, f"{q.c('put')} {m} more {o} there"),
            )
        )

    def lose(s, m):
        q, p, o = s.q, s.p, s.q.o
        s.tell(
            *p(
                (q.M, f"{q.c('take')} {p(f'out {m}', f'{m} out', f'{m} of them', f'away {m}', m)}"),
                (None, f"{m} {p('', 'of them ')}{q.are} {p('sold', 'taken', 'removed', 'taken away', 'used', 'thrown away')}"),
                (q.M, f"{q.c(p('remove', 'use', 'buy', 'sell'))} {p(m, f'{m} of them', f'{m} {o}')}"),
                (None, f"{m} {q.c('fall', 'x')} {p('out', 'down')}"),
            )
        )

    def ask(s, subject, many):
        p, o, there = s.p, s.q.o, 'in the ' + s.place
        return p(
            f"{many} {o} are {p('left', 'there now', 'there', there, there + ' now', 'there in total')}",
            f"{many} {o} {p('remain', 'are there in the end')}",
            "how many are there now",
            f"what is the number of {o} now",
        )


class Spot(World):
    scales = False

    def __init__(s, q):
        super().__init__(q)
        q.o = q.os = q.r.choice(BEINGS)

    def open(s):
        r, n, o, are = s.q.r, s.n, s.q.o, s.q.are
        x = s.amount = r.randint(3, 80)
        where, s.come, s.go, spot = r.choice(SPOTS)
        s.tell(None, s.p(f"there {are} {n(x)} {o} {where}", f"{n(x)} {o} {are} {where}", f"{where} there {are} {n(x)} {o}"))
        s.there = f"{where.split()[0]} the {spot}"
        s.moves = spot in ('bus', 'train')

    def gain(s, m):
        q, p, o = s.q, s.p, s.q.o
        stop = p('', 'at the next stop ' if s.moves else '')
        s.tell(None, f"{stop}{p(f'{m} more', f'{m} more {o}', f'another {m}')} {q.c(s.come, 'x')}")

    def lose(s, m):
        s.tell(None, f"{s.p(m, f'{m} {s.q.o}', f'{m} of them')} {s.q.c(s.go, 'x')}")

    def ask(s, subject, many):
        p, o = s.p, s.q.o
        return p(f"{many} {o} are {p('there now', 'left', 'there', s.there, s.there + ' now')}", f"how many {o} are there in the end")
