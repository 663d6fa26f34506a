"""More than, fewer than, times as many, older and younger, over two or three people."""

from .assemble import assemble
from .compare_people import People, me
from .numbers import addend
from .numerals import TIMES
from .question import Question


def compare(r):
    q = Question(r)
    people = People(q)
    for name in people.others():
        add_person(people, name)
    x, ask = ask_for_last(people) if r.random() < 0.42 else ask_for_all(people)
    clauses = people.clauses
    if r.random() < 0.3 and people.can_be_turned():
        clauses = clauses[::-1]
    return q.item(assemble(q, clauses, ask, 0.14), x, 'compare')


def add_person(s, name):
    """Another one, who has more, fewer, times or half as many as the one before."""
    r, x = s.q.r, s.value[s.last]
    k = r.random()
    than = f" than {me(s.last)}"
    if len(s.value) == 1:
        than = s.q.p(than, than, '')
    if k < 0.4:
        more(s, name, than)
    elif k < 0.7 or x > 300:
        fewer(s, name, than)
    elif k < 0.9 or x % 2:
        times(s, name, than.replace('than', 'as'))
    else:
        half(s, name, than.replace('than', 'as'))


def more(s, name, than):
    q, p, n, has = s.q, s.q.p, s.q.n, s.has(name)
    d = q.r.randint(1, 30) if s.age else addend(q.r)
    y = q.do(s.value[s.last], '+', d)
    s.add(name, y, f"is {n(d)} years older{than}" if s.age else p(f"{has} {n(d)} more {q.o}{than}", f"{has} {n(d)} more{than}"))


def fewer(s, name, than):
    q, p, n, has, x = s.q, s.q.p, s.q.n, s.has(name), s.value[s.last]
    d = q.r.randint(1, max(1, x - 1))
    y = q.do(x, '-', d)
    if s.age:
        s.add(name, y, f"is {n(d)} years younger{than}")
    else:
        s.add(name, y, p(f"{has} {n(d)} {p('fewer', 'less')} {q.o}{than}", f"{has} {n(d)} {p('fewer', 'less')}{than}"))


def times(s, name, like):
    q, r, has, x = s.q, s.q.r, s.has(name), s.value[s.last]
    k = r.choice((2, 2, 3, 3, 4, 5) if s.age else (2, 2, 3, 3, 4, 5, 6, 7, 8, 9))
    y = q.do(x, '*', k)
    many = r.choice(TIMES[k]) if k in TIMES and r.random() < 0.8 else f"{q.n(k)} times"
    many = {'double': 'twice', 'triple': 'three times'}.get(many, many)
    if s.age:
        s.add(name, y, f"is {many} as old{like or ' as ' + me(s.last)}")
    else:
        s.add(name, y, q.p(f"{has} {many} as many {q.o}{like}", f"{has} {many} as many{like}"))


def half(s, name, like):
    y = s.q.do(s.value[s.last], '/', 2)
    s.add(name, y, f"is half as old{like or ' as ' + me(s.last)}" if s.age else f"{s.has(name)} half as many{like}")


def ask_for_last(s):
    p, o, last, does = s.q.p, s.q.o, s.last, s.does()
    if s.age:
        return s.value[last], p(f"how old is {last}", f"what is the age of {last}", f"what age is {last}")
    return s.value[last], p(f"how many {o} {does} {last} have", f"how many {does} {last} have")


def ask_for_all(s):
    q, p, o = s.q, s.q.p, s.q.o
    x, *others = s.value.values()
    for y in others:
        x = q.do(x, '+', y)
    they = s.together()
    if s.age:
        whose = 'our' if s.of_me else 'their'
        return x, p(f"how old are {they} {p('together', 'in total')}", f"what is the sum of {whose} ages")
    ask = p(
        f"how many {o} do {they} have {p('together', 'in total', 'altogether')}",
        f"how many {o} do {p('they', 'we') if s.of_me else 'they'} have {p('together', 'in all')}",
        f"how many {o} are there {p('together', 'in total', 'altogether')}",
        f"how many {o} is that in total",
        "how many is that together",
    )
    if len(others) == 1 and q.r.random() < 0.15:
        q.steps.pop()
        return ask_for_difference(s)
    return x, ask


def ask_for_difference(s):
    rich, poor = max(s.value, key=s.value.get), min(s.value, key=s.value.get)
    x = s.q.do(s.value[rich], '-', s.value[poor])
    return x, f"how many more {s.q.o} {'do' if rich == 'I' else s.does()} {rich} have than {me(poor)}"
