"""So much per hour, day, minute: products, times, rates, and what is left of a way."""

from .assemble import assemble
from .numbers import addend, small
from .question import Question
from .rate_pace import FAR, Pace


def rate(r):
    q = Question(r)
    pace = Pace(q)
    kind = r.choices(list(KINDS), list(KINDS.values()))[0]
    x, ask = kind(pace)
    return q.item(assemble(q, pace.clauses, ask, 0.16), x, 'rate')


def product(s):
    """So much an hour, for some hours; then something more, or a way back, or some of it lost."""
    q, p, n, u, t, verb = s.q, s.q.p, s.q.n, s.unit, s.time, s.verb
    told = p(
        f"{q.v(verb)} {n(s.much)} {u} {s.per} {t} for {n(s.times)} {t}s",
        f"{q.v(verb)} {n(s.much)} {u} {s.per} {t}",
        f"{q.v(verb)} for {n(s.times)} {t}s at {n(s.much)} {u} per {t}",
        f"{q.v(verb)} {n(s.much)} {u} {s.per} {t} {p('during', 'in', 'over')} {n(s.times)} {t}s",
    )
    s.tell(s.subject, told)
    x = q.do(s.much, '*', s.times)
    times_told = not told.endswith(f"{n(s.much)} {u} {s.per} {t}") and f" {t}s" in told
    ask = ask_total(s) if times_told else ask_in_time(s, s.times)
    if times_told and q.r.random() < 0.5:
        return then_changed(s, x, ask)
    return x, ask


def ask_total(s):
    q, p, u = s.q, s.q.p, s.unit
    return p(
        f"how many {u} is that {p('in total', 'altogether', '')}",
        f"how many {u} {q.aux()} {q.pro()} {s.verb} {p('in total', '', 'altogether')}",
        f"what is the total number of {u}",
        "how far is that" if u in FAR else f"how many {u} are that",
    )


def ask_in_time(s, times):
    q, n, u, t = s.q, s.q.n, s.unit, s.time
    return q.p(
        f"how many {u} {q.aux()} {q.pro()} {s.verb} in {n(times)} {t}s",
        f"how many {u} is that in {n(times)} {t}s",
        f"how many {u} is that after {n(times)} {t}s",
    )


def then_changed(s, x, ask):
    q, p, n, u, y = s.q, s.q.p, s.q.n, s.unit, addend(s.q.r)
    if q.r.random() < 0.5 or y >= x:
        x = q.do(x, '+', y)
        s.tell(q.pro(), p(f"{q.v(s.verb)} {n(y)} {p('more', 'more ' + u, u + ' more')}", f"{q.v(s.verb)} another {n(y)} {u}"))
    elif u in FAR:
        x = q.do(x, '-', y)
        s.tell(q.pro(), f"{q.v('go')} {n(y)} {u} back")
        ask = p(
            "how far is it from the start",
            f"how many {u} is {q.pro()} from the start" if q.who == 'N' else "how far is it to the start",
            "how far away is the start",
        )
    elif u in ('pages', q.o, 'litres', 'eggs', 'words'):
        x = q.do(x, '-', y)
        s.tell(None, f"{n(y)} of them {p('are', 'were')} {p('lost', 'bad', 'broken', 'thrown away', 'sold')}")
        ask = p(f"how many {u} are left", f"how many {u} remain")
    return x, ask


def way_left(s):
    q, p, n = s.q, s.q.p, s.q.n
    way = s.times * s.much + addend(q.r)
    s.tell(None, p(f"{p('the way', 'the trip', 'the road')} is {n(way)} km long", f"it is {n(way)} km to the {p('city', 'sea', 'town')}"))
    s.tell(s.subject, f"{q.v(p('drive', 'ride', 'go'))} {n(s.much)} km per hour for {n(s.times)} hours")
    x = q.do(way, '-', q.do(s.much, '*', s.times))
    return x, p("how many km are left", "how far is it still", "how many km remain")


def time_needed(s):
    q, p, n, u, t, verb = s.q, s.q.p, s.q.n, s.unit, s.time, s.verb
    done = addend(q.r) if q.r.random() < 0.35 else 0
    x = s.times * s.much + done
    now = lambda verb: q.c(verb, q.who, 'now')
    there_are = u in ('pages', q.o)
    s.clauses.append(
        p(
            (s.subject, f"{now('want')} to {verb} {n(x)} {u}"),
            (s.subject, f"{now('have')} to {verb} {n(x)} {u}"),
            (None, f"there are {n(x)} {u} in all") if there_are else (s.subject, f"{now('need')} to {verb} {n(x)} {u}"),
        )
    )
    if done:
        s.tell(q.pro(), f"{now('have')} already done {n(done)}" + p('', ' ' + u))
        x = q.do(x, '-', done)
    s.tell(q.pro(), f"{now(verb)} {n(s.much)} {u} {s.per} {t}")
    x = q.do(x, '/', s.much)
    ask = p(
        f"how many {t}s does it take",
        f"how many {t}s does that take",
        f"how many {t}s {'does' if q.who == 'N' else 'do'} {q.pro()} need",
        "how long does it take",
        f"how many {t}s will it take",
    )
    return x, ask


def much_each_time(s):
    q, p, n, u, t, verb = s.q, s.q.p, s.q.n, s.unit, s.time, s.verb
    total = s.times * s.much
    s.tell(s.subject, p(f"{q.v(verb)} {n(total)} {u} in {n(s.times)} {t}s", f"{q.v('need')} {n(s.times)} {t}s to {verb} {n(total)} {u}"))
    x = q.do(total, '/', s.times)
    ask = p(
        f"how many {u} is that per {t}",
        f"how many {u} per {t} is that",
        f"how many {u} {q.aux()} {q.pro()} {verb} {p('per', 'each', 'every', 'in one')} {t}",
    )
    if q.r.random() < 0.35:
        times = small(q.r)
        x = q.do(x, '*', times)
        ask = f"how many {u} is that in {n(times)} {t}s"
    return x, ask


KINDS = {product: 60, time_needed: 17, much_each_time: 15, way_left: 8}
