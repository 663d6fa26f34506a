"""What one costs, what is saved week by week, how many one can afford."""

from .numbers import addend, small
from .words import THINGS


def unit_price(d):
    q, p, n, m, o, o1, total = d.q, d.q.p, d.q.n, d.m, d.o, d.o1, d.count * d.price
    d.clauses.append(
        p(
            (None, f"{n(d.count)} {o} cost {m(total)}"),
            (d.subject, f"{q.v('pay')} {m(total)} for {n(d.count)} {o}"),
            (None, f"the price of {n(d.count)} {o} is {m(total)}"),
        )
    )
    x = q.do(total, '/', d.count)
    ask = p(
        f"how much does one {o1} cost",
        f"how much is one {o1}",
        f"what is the price of one {o1}",
        "how much does one cost",
        f"how much does each {o1} cost",
        "how much is that per piece",
    )
    if q.r.random() < 0.5:
        b = small(q.r)
        x = q.do(x, '*', b)
        ask = p(f"how much do {n(b)} {o} cost", f"how much are {n(b)} {o}", f"what do {n(b)} cost", f"what is the price of {n(b)} {o}")
    return x, ask


def saving(d):
    """So much a week, for some weeks; something may have been there before, or be spent of it."""
    q, p, n, r = d.q, d.q.p, d.q.n, d.q.r
    week = r.choice(('week', 'day', 'month', 'hour'))
    x = q.do(d.count, '*', d.price) if r.random() < 0.5 else q.do(d.price, '*', d.count)
    verb = p('save', 'earn', 'get') if week != 'hour' else 'earn'
    told = p(
        f"{q.v(verb)} {d.m(d.price)} {p('per', 'every', 'each', 'a')} {week} for {n(d.count)} {week}s",
        f"{q.v(verb)} {d.m(d.price)} {p('every', 'each')} {week}",
    )
    d.tell(d.subject, told)
    weeks_told = 'for' in told.split()
    ask = ask_total(q, verb) if weeks_told else ask_after(d, week)
    if r.random() < 0.5:
        y = addend(r)
        return saved_before(d, x, y, ask) if r.random() < 0.5 or y >= x else spent_after(d, x, y, ask, weeks_told)
    return x, ask


def ask_total(q, verb):
    return q.p(f"how much {q.aux()} {q.pro()} {verb} in total", "how much money is that", f"how many {q.cur} is that in total")


def ask_after(d, week):
    q, n, weeks = d.q, d.q.n, week + 's'
    return q.p(
        f"how much {q.aux()} {q.pro()} have after {n(d.count)} {weeks}",
        f"how much money is that after {n(d.count)} {weeks}",
        f"how many {q.cur} {q.aux()} {q.pro()} have after {n(d.count)} {weeks}",
    )


def saved_before(d, x, y, ask):
    q = d.q
    d.clauses.insert(0, (d.subject, f"{q.v('have')} {d.m(y)}"))
    d.tell(q.pro(), d.clauses.pop()[1])
    return q.do(x, '+', y), ask


def spent_after(d, x, y, ask, weeks_told):
    q, p = d.q, d.q.p
    subject, told = q.pro(), f"{q.v('spend')} {d.m(y)}"
    if weeks_told:
        ask = p("how much is left", f"how much {q.aux()} {q.pro()} have left")
    else:
        told += p('', f' on a {q.r.choice(THINGS)}')
    d.tell(subject, told)
    return q.do(x, '-', y), ask


def budget(d):
    """So much money: how many can be bought for it?"""
    q, p, o, r, total = d.q, d.q.p, d.o, d.q.r, d.count * d.price
    d.tell(d.subject, f"{q.at_first('have')} {d.m(total)}")
    if r.random() < 0.4:
        y = addend(r)
        d.m(total), d.m(total + y)  # drawn and not used
        d.clauses = [(d.subject, f"{q.at_first('have')} {d.m(total + y)}")]
        d.tell(q.pro(), f"{q.v('spend')} {d.m(y)}")
        q.do(total + y, '-', y)
    d.tell_price()
    x = q.do(total, '/', d.price)
    return x, p(f"how many {o} can {q.pro()} buy", f"how many {o} can {q.pro()} get for that", f"how many can {q.pro()} buy")
