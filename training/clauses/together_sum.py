"""Several people, days or places, each with a number: what is it together? Each gives the clauses, the answer and the question."""

from .grammar import listed, plural
from .numbers import divisors
from .words import BOXES, DAYS

WHEN = [
    ['in the morning', 'in the afternoon', 'in the evening', 'at night'],
    ['yesterday', 'today', 'this evening', 'tonight'],
    ['in May', 'in June', 'in July', 'in August'],
    ['in the first week', 'in the second week', 'in the third week', 'in the last week'],
]
WHERE = """on the table|in the bag|on the floor|in the box|in the kitchen|in the car|at home|at school|in the garden|under the bed|
on the shelf""".replace('\n', '').split('|')


def people(q, values, verb):
    p, n, o, r = q.p, q.n, q.o, q.r
    names = [q.subj(), q.M, q.K, q.name()][: len(values)]
    if len(set(names)) < len(values):
        return None
    clauses = []
    for i, (name, y) in enumerate(zip(names, values)):
        clauses.append((name, f"{q.c(verb, 'N' if i else q.who)} {n(y)}{' ' + o if i == 0 or r.random() < 0.35 else ''}"))
    do = 'did' if q.is_past else 'do'
    ask = p(
        f"how many {o} {do} {all_of_them(q)} {verb} {p('together', 'in total', 'altogether', 'in all')}",
        f"how many {o} is that {p('together', 'in total', 'altogether')}",
        f"how many {o} are there in total",
        f"what is the total number of {o}",
        "what is the total",
        "how many is that together",
    )
    if r.random() < 0.5 and len(values) == 2:
        clauses = [(f"{names[0]} and {names[1]}", f"{q.c(verb, 'x')} {n(values[0])} and {n(values[1])} {o}")]
    x = add_up(q, values)
    return and_then(q, clauses, x, ask, shared=True)


def all_of_them(q):
    return 'we' if q.who in ('I', 'we') else 'they'


def days(q, values, verb):
    p, o, r = q.p, q.o, q.r
    when = r.sample(DAYS, len(values)) if r.random() < 0.6 else WHEN[r.randrange(4)][: len(values)]
    when = ['on ' + d if d in DAYS else d for d in when]
    unit = p(o, o, 'pages', 'km', 'minutes')
    other_verbs = {'pages': 'read', 'km': p('walk', 'run', 'ride'), 'minutes': p('work', 'play', 'train')}
    verb = other_verbs.get(unit, 'buy' if verb == 'have' else verb)
    subject = q.subj()
    subject = p(subject, subject, 'a shop', 'a farmer') if unit == o else subject
    who = 'N' if subject.startswith('a ') else q.who
    clauses = in_one_or_many(q, values, when, unit, q.c(verb, who), subject, who)
    ask = p(
        f"how many {unit} {q.aux(who)} {subject.replace('a ', 'the ')} {verb} {p('in total', 'altogether', 'in all')}",
        f"how many {unit} is that {p('in total', 'altogether', 'together')}",
        f"what is the total number of {unit}",
        f"how many {unit} are that in total",
    )
    x = add_up(q, values)
    return and_then(q, clauses, x, ask)


def in_one_or_many(q, values, when, unit, verb, subject, who):
    """One clause for all days, or one for each."""
    n, r = q.n, q.r
    parts = [f"{n(y)}{' ' + unit if i == 0 or r.random() < 0.25 else ''} {d}" for i, (y, d) in enumerate(zip(values, when))]
    if r.random() < 0.6:
        return [(subject, f"{verb} {listed(parts)}")]
    later = lambda: q.pro() if who == q.who else 'it'
    return [(later() if i else subject, f"{verb} {n(y)} {unit} {d}") for i, (y, d) in enumerate(zip(values, when))]


def places(q, values, verb):
    p, n, o = q.p, q.n, q.o
    where = q.r.sample(WHERE, len(values))
    parts = [f"{n(y)}{'' if i else ' ' + o} {d}" for i, (y, d) in enumerate(zip(values, where))]
    clauses = [(None, f"there {q.are} {listed(parts)}")]
    ask = p(f"how many {o} are there {p('in total', 'altogether', 'in all', '')}", f"how many {o} is that in total")
    x = add_up(q, values)
    return and_then(q, clauses, x, ask)


def add_up(q, values):
    x, *others = values
    for y in others:
        x = q.do(x, '+', y)
    return x


def and_then(q, clauses, x, ask, shared=False):
    """Now and then one more step follows the sum."""
    r = q.r
    if r.random() < 0.15 and x > 3:
        return some_gone(q, clauses, x, ask)
    if r.random() < 0.1 and shared and divisors(x, 10):
        return put_in_boxes(q, clauses, x)
    return clauses, x, ask


def some_gone(q, clauses, x, ask):
    p, y = q.p, q.r.randint(1, min(x - 1, 99))
    x = q.do(x, '-', y)
    told = f"{q.n(y)} of them {p('are', 'were')} "
    told += 'not counted' if any(unit in ask for unit in ('km', 'minutes', 'pages')) else p('broken', 'sold', 'lost', 'eaten')
    return clauses + [(None, told)], x, p("how many are left", "how many remain")


def put_in_boxes(q, clauses, x):
    boxes = q.r.choice(divisors(x, 10))
    x = q.do(x, '/', boxes)
    told = f"{all_of_them(q)} {q.c('put', 'x')} all {q.o} equally in {q.n(boxes)} {plural(q.r.choice(BOXES))}"
    return clauses + [(None, told)], x, q.p("how many are in each", f"how many {q.o} are in each one")
