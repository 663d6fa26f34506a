"""What all questions about rates draw first: who does what, how much of it, and how often."""

from .numbers import factors, small
from .story import Story

FAR = ('km', 'miles', 'metres')


class Pace(Story):
    """Somebody does `much` of a unit each time, so many times: 12 km an hour, for 3 hours."""

    def __init__(s, q):
        r, p = q.r, q.p
        super().__init__(q)
        s.subject = q.subj()
        s.times, s.much = factors(r) if r.random() < 0.35 else (small(r), r.randint(2, 60))
        s.unit, s.time, s.verb = r.choice(doings(q.o))
        if r.random() < 0.25:
            s.choose_machine()
        s.per = p('per', 'every', 'each', 'a', 'an' if s.time == 'hour' else 'a')
        if s.per in ('a', 'an'):
            s.per = 'an' if s.time == 'hour' else 'a'

    def choose_machine(s):
        q, p = s.q, s.q.p
        travels = s.unit in ('km', 'miles')
        if travels:
            s.subject = p('a train', 'a car', 'a bus', 'a ship', 'a plane', 'a truck')
            s.verb = p('go', 'travel', 'drive', 'do')
        else:
            s.subject = p('a machine', 'a factory', 'a pump', 'a farm', 'a printer', 'a robot')
            s.verb = 'make'
        q.who, q.N, q.sex, q.neuter = 'N', 'the ' + s.subject[2:], 'they', True


def doings(things):
    return [
        ("km", "hour", "drive"),
        ("km", "hour", "ride"),
        ("pages", "day", "read"),
        ("pages", "hour", "read"),
        ("km", "day", "walk"),
        ("pages", "day", "write"),
        ("metres", "minute", "swim"),
        ("steps", "minute", "walk"),
        (things, "day", "make"),
        (things, "hour", "pack"),
        (things, "week", "collect"),
        ("minutes", "day", "work"),
        ("minutes", "day", "train"),
        ("litres", "minute", "pump"),
        ("words", "minute", "type"),
        ("glasses", "day", "drink"),
        ("eggs", "day", "collect"),
        ("km", "hour", "go"),
        ("hours", "week", "work"),
        ("miles", "hour", "run"),
    ]
