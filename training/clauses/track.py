"""One amount that changes step by step; the start, each change and the question are chosen apart."""

from .assemble import assemble
from .question import Question
from .track_change import change
from .track_money import Money
from .track_own import Own
from .track_place import Place, Spot
from .track_thing import Thing

WORLDS = {Own: 46, Place: 16, Spot: 12, Money: 16, Thing: 10}
ASK = """what's left|what is the remaining number|what's the total|what is the sum|what remains|how many are still there|
what is the result|what's the answer|total|what number do we get|how many will there be|what is left over|count them|how many overall|
how much in all""".replace('\n', '').split('|')


def track(r):
    q = Question(r)
    world = r.choices(list(WORLDS), list(WORLDS.values()))[0](q)
    steps = r.choices((1, 2, 3, 4), (30, 42, 20, 8))[0]
    world.open()
    steps = min(steps, world.most_steps) - len(q.steps)
    while steps > 0 and change(world, last=steps == 1):
        steps -= 1
    ask = question(world)
    return q.item(assemble(q, world.clauses, ask.strip()), world.amount, 'track') if q.steps else None


def question(world):
    q, r = world.q, world.q.r
    subject = q.subj() if r.random() < 0.5 else q.pro()
    many = q.many()
    if world.shared:
        return world.shared
    ask = world.ask(subject, many)
    return r.choice(ASK) if q.steps and r.random() < 0.1 else ask
