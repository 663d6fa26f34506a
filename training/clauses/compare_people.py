"""People who are compared: what each has, or how old each is."""

from .numbers import addend
from .story import Story


def me(name):
    return 'me' if name == 'I' else name


class People(Story):
    """value: {name: what they have}, in the order in which they are told of."""

    def __init__(s, q):
        r = q.r
        super().__init__(q)
        s.value = {}
        s.age = r.random() < 0.28
        x = r.randint(5, 60) if s.age else addend(r) + 3
        s.of_me = q.who == 'I'
        q.who = 'I' if s.of_me else 'N'
        first = 'I' if s.of_me else q.N
        if s.age:
            s.add(first, x, f"{'am' if s.of_me else 'is'} {q.n(x)}{q.p(' years old', '', ' years old')}")
        else:
            s.add(first, x, f"{s.has(first)} {q.n(x)} {q.o}")

    def add(s, name, x, told):
        s.value[name] = x
        s.tell(name, told)

    def others(s):
        return [s.q.M, s.q.K] if s.q.r.random() < 0.35 else [s.q.M]

    @property
    def last(s):
        return list(s.value)[-1]

    def in_past(s):
        return s.q.is_past and not s.age

    def has(s, name):
        return 'had' if s.in_past() else 'have' if name == 'I' else 'has'

    def does(s):
        return 'did' if s.in_past() else 'does'

    def together(s):
        """The subject of a question about all of them."""
        r = s.q.r
        names = list(s.value)
        if s.of_me:
            if r.random() < 0.5:
                return 'we'
            r.random()  # drawn and not used
            return f"{names[1]} and I" if len(names) == 2 else 'they'
        return 'they' if r.random() < 0.5 or len(names) > 2 else f"{names[0]} and {names[1]}"

    def can_be_turned(s):
        """Whether the second of two can be told of first: it must say whom and what it compares."""
        if len(s.clauses) != 2:
            return False
        told = s.clauses[1][1]
        compares = 'than' in told or ' as ' in told.replace('as many', '', 1).replace('as old', '', 1)
        return compares and (s.age or s.q.o in told)
