"""Things are bought or sold: the price of all, of a basket, the change, the proceeds."""

from .numbers import addend, small
from .words import THINGS


def cost(d):
    x = d.q.do(d.count, '*', d.price)
    tell_purchase(d)
    return x, d.how_much


def tell_purchase(d):
    p, n, m, o, r = d.q.p, d.q.n, d.m, d.o, d.q.r
    if r.random() < 0.65:
        if r.random() < 0.75:
            d.tell(d.subject, f"{d.buys} {n(d.count)} {o} {p('for', 'at')} {m(d.price)} {d.each}")
        else:
            d.tell(d.subject, f"{d.buys} {n(d.count)} {o} that cost {m(d.price)} each")
    else:
        d.tell_price()
        d.tell(d.subject, f"{d.buys} {p(f'{n(d.count)} of them', f'{n(d.count)} {o}', n(d.count))}")


def basket(d):
    """Something else is bought too, and there may be a discount."""
    x, ask = cost(d)
    x = more_of_another(d, x) if d.q.r.random() < 0.6 else one_thing_more(d, x)
    return discounted(d, x) if d.q.r.random() < 0.25 else x, ask


def more_of_another(d, x):
    q, p = d.q, d.q.p
    q.choose_thing()
    count, price = small(q.r), q.r.randint(2, 25)
    x = q.do(x, '+', q.do(count, '*', price))
    subject, told = d.clauses.pop()
    told += p(' and ', ' and ', ', and also ') + f"{q.n(count)} {q.o} "
    d.tell(subject, told + f"{p('for', 'at')} {d.m(price)} {p('each', d.each.replace(d.o1, q.o1))}")
    return x


def one_thing_more(d, x):
    q, y = d.q, addend(d.q.r)
    d.tell(q.pro(), f"also {q.v(q.p('buy', 'get'))} a {q.r.choice(THINGS)} for {d.m(y)}")
    return q.do(x, '+', y)


def discounted(d, x):
    q, p = d.q, d.q.p
    y = q.r.randint(1, x - 1) if x < 60 else q.r.randint(1, 50)
    d.clauses.append(
        p(
            (q.pro(), f"{q.v(p('get', 'have'))} a discount of {d.m(y)}"),
            (None, f"there is a discount of {d.m(y)}"),
            (None, f"{q.M} pays {d.m(y)} of it"),
        )
    )
    return q.do(x, '-', y)


def change(d):
    q, r = d.q, d.q.r
    x, _ = cost(d)
    had = x + (addend(r) if r.random() < 0.7 else (-x) % 50)
    ask = pays_with(d, had) if q.p(True, False) else starts_with(d, had)
    return q.do(had, '-', x), ask


def pays_with(d, had):
    q = d.q
    d.tell(q.pro(), f"{q.v('pay')} with {d.m(had)}" if q.r.random() < 0.7 else f"{q.v('give')} the seller {d.m(had)}")
    return q.p(
        f"how much change {q.aux()} {q.pro()} get",
        f"how much {q.aux()} {q.pro()} get back",
        "what is the change",
        f"how many {q.cur} {q.aux()} {q.pro()} get back",
    )


def starts_with(d, had):
    q = d.q
    d.clauses.insert(0, (d.subject, f"{q.at_first('have')} {d.m(had)}"))
    subject, told = d.clauses.pop()
    d.tell(q.pro() if subject == d.subject else subject, told)
    return q.p(
        f"how much money {q.aux()} {q.pro()} have left",
        "how much is left",
        f"how many {q.cur} {q.aux()} {q.pro()} have left",
        f"how much {q.aux()} {q.pro()} have left",
        f"how many {q.cur} are left",
        "how much money remains",
    )


def sale(d):
    q, p, r = d.q, d.q.p, d.q.r
    x = q.do(d.count, '*', d.price)
    d.tell(d.subject, f"{q.v('sell')} {q.n(d.count)} {d.o} {p('for', 'at')} {d.m(d.price)} {d.each}")
    ask = p(f"how much {q.aux()} {q.pro()} earn", f"how much money {q.aux()} {q.pro()} get", f"how many {q.cur} {q.aux()} {q.pro()} get")
    if r.random() < 0.5:
        return after_the_sale(d, x)
    return x, ask


def after_the_sale(d, x):
    q, p, y = d.q, d.q.p, addend(d.q.r)
    if q.r.random() < 0.5 or y >= x:
        d.tell(q.pro(), f"already {q.v('have')} {d.m(y)}")
        return q.do(x, '+', y), p(f"how much money {q.aux()} {q.pro()} have now", f"how much {q.aux()} {q.pro()} have in total")
    d.tell(q.pro(), f"{q.v('spend')} {d.m(y)}" + p('', ' of it'))
    return q.do(x, '-', y), p(f"how much money {q.aux()} {q.pro()} have left", "how much is left")
