"""The money that somebody has, earns and spends."""

from . import track_start as start
from .track_own import Own
from .words import THINGS


class Money(Own):
    shares = False
    halving = ('spend', 'lose', 'give-away')
    it = 'it'

    def __init__(s, q):
        super().__init__(q)
        q.o = q.os = q.cur
        q.o1 = q.cur[:-1]

    def open(s):
        s.q.r.random()  # would choose the start; drawn so that a seed keeps giving the same questions
        start.plain(s)

    def first_verb(s):
        return s.p('save', 'earn', 'get')

    def gain(s, m):
        q, p, o = s.q, s.p, s.q.o
        subject = q.pro()
        if q.r.random() < 0.8:
            verb = q.v(p('earn', 'get', 'receive', 'save', 'win', 'find', 'earn'))
            more = (f'{m} more', f'{m} {o}', f'{m} more {o}', f'another {m} {o}')
            s.tell(subject, f"{verb} {p(*more, f'{m} {o} for {q.own()} work', f'{m} {o} from {q.M}')}")
        else:
            s.tell(q.M, f"{q.c('give')} {q.obj()} {m} {o}")

    def lose(s, m):
        q, p, o, r = s.q, s.p, s.q.o, s.q.r
        subject = q.pro()
        if r.random() < 0.75:
            verb = q.v(p('spend', 'pay', 'spend', 'lose', 'spend', 'give-away'))
            what = p(m, f'{m} {o}', f'{m} {o}')
            s.tell(subject, f"{verb} {what}{p('', f' on a {r.choice(THINGS)}', f' for a {r.choice(THINGS)}', ' on food', ' on lunch')}")
        else:
            s.tell(subject, f"{q.v('buy')} a {r.choice(THINGS)} for {m} {o}")

    def ask_shortly(s, aux, subject):
        return (
            f"how much money {aux} {subject} have {s.p('now', 'left', '')}",
            f"how much {aux} {subject} have {s.p('left', 'now')}",
        )
