"""What all questions about money draw first: how many things at which price, and how both are said."""

from .numbers import factors, small
from .story import Story


class Deal(Story):
    def __init__(s, q):
        r, p = q.r, q.p
        super().__init__(q)
        s.subject = q.subj()
        s.sign = p('$', '€', '£') if r.random() < 0.12 else ''
        s.count, s.price = factors(r) if r.random() < 0.3 else (small(r), r.randint(2, 25))
        s.o, s.o1 = q.o, q.o1
        s.each = p('each', 'each', 'a piece', 'per piece', f'per {s.o1}', 'apiece', f'for each {s.o1}')
        s.buys = q.v(p('buy', 'buy', 'get', 'order', 'take'))
        s.how_much = p(
            f"how much {q.aux()} {q.subj()} pay",
            f"how much {q.aux()} {q.pro()} pay {p('in total', 'altogether', 'for everything')}",
            "how much is that in total",
            "what is the total price",
            "what is the total cost",
            "how much does it cost",
            f"how many {q.cur} is that",
            "what does everything cost",
            f"how much money {q.aux()} {q.pro()} spend",
        )

    def m(s, x):
        """An amount of money as it is written."""
        return f"{s.sign}{x}" if s.sign else f"{s.q.n(x)} {s.q.cur}"

    def tell_price(s):
        p, m, o, o1, price = s.q.p, s.m, s.o, s.o1, s.price
        s.tell(
            None,
            p(
                f"one {o1} costs {m(price)}",
                f"{o} cost {m(price)} each",
                f"each {o1} costs {m(price)}",
                f"the price of {p('one', 'a')} {o1} is {m(price)}",
                f"a {o1} costs {m(price)}",
                f"a shop sells {o} for {m(price)} each",
            ),
        )
