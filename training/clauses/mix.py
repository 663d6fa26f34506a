"""The families of questions and how often each comes."""

from .compare import compare
from .expressions import expression
from .groups import groups
from .money import money
from .out_of_scope import out_of_scope
from .rate import rate
from .rough import rough
from .terse import terse
from .together import together
from .track import track

FAMILIES = dict(
    track=track, money=money, rate=rate, compare=compare, together=together, groups=groups, expr=expression, terse=terse, oos=out_of_scope
)
BASE = dict(track=26, money=14, rate=9, compare=10, together=11, groups=9, expr=24, terse=6, oos=9)
MIXES = dict(
    base=BASE,
    a=dict(BASE, track=33, compare=13),
    b=dict(BASE, expr=34, terse=8, together=14),
    c=dict(BASE, money=18, rate=12, groups=13),
)
ROUGH = dict(base=0.16, a=0.16, b=0.16, c=0.35)  # share of stories with an unknown word, a missing word or a slip


def gen(r, mix='base'):
    """One question; it is as likely to be of a family as the mix says."""
    weights = MIXES[mix]
    while True:
        it = FAMILIES[r.choices(list(weights), list(weights.values()))[0]](r)
        if it and comes_out(it):
            return typed(r, it, ROUGH[mix])


def comes_out(it):
    steps, answer = it['steps'], it['answer']
    return answer is None or (0 < len(steps) <= 5 and steps[-1][3] == answer)


def typed(r, it, roughness):
    """The question as it is typed: with slips, in small letters, without the sign at its end."""
    text = it['q']
    if it['answer'] is not None and it['family'] != 'expr' and r.random() < roughness:
        text = rough(r, text)
    k = r.random()
    if k < 0.035:
        text = text.lower()
    elif k < 0.06 and text[-1] in '?.':
        text = text[:-1]
    return dict(it, q=text)
