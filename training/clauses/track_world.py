"""What the places where an amount changes have in common."""

from .story import Story


class World(Story):
    """Tells in clauses how an amount starts (open), grows (gain) and shrinks (lose); ask(subject, many) asks for it."""

    scales = True  # the amount can be halved or doubled
    shares = False  # and in the end shared out
    only_falls = False
    below_zero = 0  # how far the amount may fall below it
    most_steps = 4
    halving = ('give-away', 'sell', 'lose', 'use')
    it = 'them'

    def __init__(s, q):
        super().__init__(q)
        s.p, s.n = q.p, q.n
        s.amount = None
        s.shared = None  # the question, where the amount has been shared out

    def actor(s):
        """Who halves or shares the amount: the subject, and its kind for q.c."""
        return s.q.pro(), s.q.who

    def needed(s, boxes):
        return f"how many {boxes} are needed"
