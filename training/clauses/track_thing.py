"""An amount that is measured: water in a tank, the length of a rope, points in a game, pages of a book, a temperature."""

from .track_world import World
from .words import DAYS


class Thing(World):
    """Its sentences are made at the start; {} stands for the number."""

    scales = False

    def open(s):
        r = s.q.r
        kind = r.choice((s.tank, s.rope, s.points, s.book, s.temperature))
        s.amount = r.randint(10, 200)
        s.was, s.has = s.q.at_first('be', 'N'), s.q.at_first('have', 'N')
        kind()

    def gain(s, m):
        s.tell(None, s.q.r.choice(s.gains).format(m))

    def lose(s, m):
        s.tell(None, s.q.r.choice(s.losses).format(m))

    def ask(s, subject, many):
        return s.q.r.choice(s.asks)

    def tank(s):
        q, p, n, x = s.q, s.p, s.n, s.amount
        unit = p('litres', 'liters')
        tank = p('tank', 'barrel', 'bucket')
        s.tell(
            None,
            p(
                f"a {tank} {s.has} {n(x)} {unit} of water",
                f"there {s.was} {n(x)} {unit} of water in a {tank}",
                f"a {tank} holds {n(x)} {unit} of {p('water', 'milk', 'oil')}",
            ),
        )
        s.gains = [f"{q.M} {q.c('add')} {{}} {unit}", f"{{}} more {unit} {q.are} added", f"{{}} {unit} {q.c('flow', 'x')} in"]
        s.losses = [
            f"{{}} {unit} {q.are} used",
            f"{q.M} {q.c('use')} {{}} {unit}",
            f"{{}} {unit} {q.c('leak', 'x')} out",
            f"{q.M} {q.c('take')} {{}} {unit}",
        ]
        s.asks = [f"how many {unit} are {p('left', 'in the ' + tank, 'there now')}", "how much water is there now", "how much is left"]

    def rope(s):
        q, p, n, x = s.q, s.p, s.n, s.amount
        unit = p('cm', 'metres', 'meters', 'm')
        rope = p('rope', 'ribbon', 'board', 'string')
        s.tell(None, p(f"a {rope} {s.was} {n(x)} {unit} long", f"{q.N} {s.has} a {rope} of {n(x)} {unit}"))
        s.gains = [f"{{}} {unit} {q.are} added", f"{q.N} {q.c('add')} {{}} {unit}"]
        s.losses = [f"{q.N} {q.c('cut')} off {{}} {unit}", f"{{}} {unit} {q.are} cut off", f"{q.N} {q.c('use')} {{}} {unit} of it"]
        s.asks = [f"how many {unit} are left", f"how long is the {rope} now", "how long is the rest"]

    def points(s):
        q, p = s.q, s.p
        unit = p('points', 'points', 'goals')
        s.tell(None, f"{q.N} {s.has} {s.n(s.amount)} {unit}" + p('', ' in a game', ' in the first round'))
        s.gains = [f"{q.N} {q.c(p('score', 'get', 'win'))} {{}} {p('more', 'more ' + unit, unit)}"]
        s.losses = [f"{q.N} {q.c('lose')} {{}}" + p('', ' ' + unit)]
        s.asks = [f"how many {unit} does {q.N} have now", f"what is the score of {q.N}", f"how many {unit} is that"]

    def book(s):
        q, p, n, x = s.q, s.p, s.n, s.amount
        s.only_falls = True
        s.most_steps = 3
        s.tell(None, p(f"a book has {n(x)} pages", f"{q.N} {q.c('read')} a book with {n(x)} pages"))
        s.losses = [
            f"{q.N} {q.c('read')} {{}} pages" + p('', f" on {q.r.choice(DAYS)}", ' today'),
            f"{q.N} has already read {{}}" + p('', ' pages'),
            f"{{}} pages {q.are} missing",
        ]
        s.asks = ["how many pages are left", f"how many pages does {q.N} still have to read", "how many pages remain"]

    def temperature(s):
        q, p = s.q, s.p
        x = s.amount = q.r.randint(-5, 30)
        s.below_zero = 25
        s.tell(None, p(f"the temperature {s.was} {x} degrees", f"it {s.was} {x} degrees" + p('', ' outside', ' in the morning')))
        gets = 'got' if q.is_past else 'gets'
        s.gains = [f"{p('it', 'the temperature')} {q.c(p('rise', 'go up'))} by {{}} degrees", f"it {gets} {{}} degrees warmer"]
        s.losses = [f"{p('it', 'the temperature')} {q.c(p('fall', 'drop', 'go down'))} by {{}} degrees", f"it {gets} {{}} degrees colder"]
        s.asks = ["what is the temperature now", "how many degrees is it now", "how warm is it now"]
