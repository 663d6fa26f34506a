"""What people do: an unknown word instead of a known one, a forgotten little word, a slip of the finger."""

from .numerals import ONES, TENS
from .words import THINGS, invented

# Words that the answer hangs on, and little words that can be left out.
KEPT = set(
    ONES
    + TENS
    + """dozen twice double doubles doubled half halve triple triples tripled third hundred times more fewer less older younger each every
    per plus minus divided by multiplied of and left total together than as than how many much""".split()
)
LITTLE = set("a the of are is to in has have had then and for with does do on at".split())


def rough(r, text):
    words = text.split(' ')
    k = r.random()
    for _ in range(r.choice((1, 1, 2))):
        i = r.randrange(len(words))
        core = words[i].strip('.,?!;')
        if not core.isalpha():
            continue
        if k < 0.6:
            if core.lower() not in KEPT and len(core) > 2:
                words[i] = words[i].replace(core, unknown(r, core))
        elif k < 0.8:
            if core.lower() in LITTLE and core == words[i] and len(words) > 4 and i:
                words.pop(i)
        elif len(core) > 3 and core.lower() not in ONES + TENS:
            words[i] = words[i].replace(core, slip(r, core))
    return ' '.join(words)


def unknown(r, word):
    if word.islower():
        return r.choice(THINGS) if r.random() < 0.25 else invented(r)
    return invented(r).capitalize()


def slip(r, word):
    """A letter left out, two of them turned, or one typed twice."""
    j = r.randrange(1, len(word) - 1)
    before, letter, after = word[:j], word[j], word[j + 1 :]
    return r.choice((before + after, before + after[0] + letter + after[1:], before + letter + letter + after))
