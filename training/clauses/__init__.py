"""Question generator. Every question is put together from clauses, so that a model has to read the clauses and not a whole sentence.

    gen(rng, mix) -> dict(q=question, steps=[[x, op, y, z], ...], answer=int or None, family=str)

answer None means out of scope; the reply is then "I don't know.".  render(item, style) writes the reply.
Nothing here is shared with heldout.py, which holds the phrasings that are never trained on.

Imports run one way: words and numbers, question, the families, mix. A seed gives the same questions as long as the random numbers are drawn
in the same order; that is why some are drawn and not used.
"""

from .drill import drill
from .grammar import cap, plural
from .mix import gen
from .numbers import addend, calculate, divisors, factors, small
from .numerals import digits
from .out_of_scope import out_of_scope
from .quantities import quantities
from .question import Question
from .reply import equations, render
from .rough import rough
from .words import BEINGS, BOXES, DAYS, FOOD, FRIENDS, MONEY, NAMES, THINGS
