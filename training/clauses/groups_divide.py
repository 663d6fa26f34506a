"""So many things shared equally among so many: how many for each?"""

from .grammar import plural
from .numbers import addend
from .words import FRIENDS, RARE_BOXES

PEOPLE = ['friends', 'children', 'people'] + FRIENDS
ONE = dict(
    children='child', people='person', boxes='box', shelves='shelf', families='family', branches='branch', benches='bench',
    suitcases='suitcase', cases='case',
)  # fmt: skip


def divided(q, count, size):
    r, total = q.r, count * size
    holders = draw_holders(q)
    one = ONE.get(holders, holders[:-1])
    k = r.random()
    if k < 0.25:
        clauses = lose_some_first(q, total)
        what = q.p('the rest', 'the others', 'what is left')
    elif k < 0.4 and total > 4:
        clauses = add_some_first(q, total)
        what = q.p('all of them', 'everything', 'all the ' + q.o)
    else:
        clauses, what = [], f"{q.n(total)} {q.o}"
    x = q.do(total, '/', count)
    plain = what == f"{q.n(total)} {q.o}"  # False too where the number comes out otherwise the second time (12, a dozen)
    clauses.append((share if plain else share_rest)(q, what, count, holders))
    ask = ask_for_each(q, one, holders)
    if k > 0.8:
        y = r.randint(1, x + 9)
        x = q.do(x, '+', y)
        step, ask = some_there_before(q, y, one, holders)
        clauses.append(step)
    return clauses, x, ask


def draw_holders(q):
    r = q.r
    known = ('friends', 'children', 'people', 'boxes', 'bags', 'shelves', 'teams', 'baskets', 'groups', 'plates')
    return q.p(*known, r.choice(FRIENDS), r.choice(FRIENDS), plural(r.choice(RARE_BOXES)))


def lose_some_first(q, total):
    y = addend(q.r)
    q.do(total + y, '-', y)
    return [(q.subj(), f"{q.v('have')} {q.n(total + y)} {q.o}"), (q.pro(), f"{q.v(q.p('lose', 'keep', 'use', 'sell'))} {q.n(y)}")]


def add_some_first(q, total):
    n, y = q.n, q.r.randint(1, total - 1)
    q.do(total - y, '+', y)
    told = q.p(
        f"{q.v('have')} {n(total - y)} {q.o} and {q.M} {q.c('have')} {n(y)}",
        f"{q.v('have')} {n(total - y)} {q.o} and {q.v('get')} {n(y)} more",
    )
    return [(q.subj(), told)]


def share(q, what, count, holders):
    p, n, subject = q.p, q.n, q.subj()
    get = lambda: p('share', 'get') if holders in PEOPLE else p('hold', 'contain')
    return p(
        (subject, f"{q.v(p('share', 'divide', 'split'))} {what} {p('equally ', 'evenly ', 'fairly ')}among {n(count)} {holders}"),
        (None, f"{n(count)} {holders} {get()} {what} {p('equally', 'in equal parts')}"),
        (subject, f"{q.v('put')} {what} {p('equally ', 'evenly ')}into {n(count)} {holders}"),
        (None, f"{what} are {p('shared', 'divided', 'split')} {p('equally', 'evenly')} {p('among', 'between', 'by')} {n(count)} {holders}"),
    )


def share_rest(q, what, count, holders):
    p, n = q.p, q.n
    are = 'is' if what in ('everything', 'the rest', 'what is left') else 'are'
    return p(
        (q.pro(), f"{q.v(p('share', 'divide', 'split'))} {what} {p('equally', 'evenly')} among {n(count)} {holders}"),
        (None, f"{what} {are} {p('shared', 'divided')} {p('equally', 'evenly')} among {n(count)} {holders}"),
    )


def ask_for_each(q, one, holders):
    p, o = q.p, q.o
    if holders in PEOPLE:
        return p(
            f"how many {o} does each {one} get",
            f"how many does each {one} {p('get', 'have')}",
            f"how many {o} per {one}",
            f"how many {o} for each {one}",
        )
    return p(
        f"how many {o} are in each {one}",
        f"how many {o} per {one}",
        f"how many {o} does each {one} get",
        f"how many go in each {one}",
    )


def some_there_before(q, y, one, holders):
    """One of them had some already: the clause and the question."""
    n, o = q.n, q.o
    if holders in PEOPLE:
        return (q.M, f"already {q.c('have')} {n(y)}, and gets one part"), f"how many {o} does {q.M} have now"
    return (None, f"then {n(y)} more are put in each {one}"), f"how many {o} are in each {one} now"
