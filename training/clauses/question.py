"""One question being written."""

import re
from .grammar import past, plural, third
from .numbers import calculate
from .numerals import digits, spelled, word
from .words import COLOURS, MONEY, NAMES, THINGS, invented


class Question:
    """Who, when, how numbers are spelled, and the chain of steps.

    The names are short because they stand inside sentences: N, M and K are three people, o is the thing (o1 one of it, os without its
    colour), cur the currency; p picks, n writes a number, c and v conjugate.
    """

    def __init__(s, r):
        s.r = r
        s.steps = []
        s.wordy = r.random() < 0.11
        s.tense = r.choices(('now', 'past', 'will'), (0.52, 0.42, 0.06))[0]
        x = r.random()
        s.who = 'N' if x < 0.72 else 'I' if x < 0.92 else 'you' if x < 0.97 else 'we'
        s.N, s.M, s.K = s.name(), s.name(), s.name()
        while s.M == s.N:
            s.M = s.name()
        while s.K in (s.N, s.M):
            s.K = s.name()
        s.sex = r.choice(('he', 'she', 'he', 'she', 'they'))
        s.choose_thing()
        s.cur = r.choice(MONEY)
        s.neuter = False  # a machine, a train

    def name(s):
        return invented(s.r).capitalize() if s.r.random() < 0.07 else s.r.choice(NAMES)

    def choose_thing(s):
        s.o1 = invented(s.r) if s.r.random() < 0.05 else s.r.choice(THINGS)
        s.o = s.os = plural(s.o1)
        if s.r.random() < 0.06:
            colour = s.r.choice(COLOURS)
            s.o = colour + ' ' + s.o
            s.o1 = colour + ' ' + s.o1

    def p(s, *options):
        """One of the options. Python has written all of them by then, so that those not taken draw random numbers too."""
        return s.r.choice(options)

    def n(s, x):
        """A number as it is written: in digits, in words, a dozen."""
        if x < 0:
            return str(x)
        if s.wordy and s.r.random() < (0.85 if x <= 100 else 0.6):
            return spelled(s.r, x)
        if x == 12 and s.r.random() < 0.12:
            return s.p('a dozen', 'twelve')
        return word(x) if x <= 12 and s.r.random() < 0.05 else digits(s.r, x)

    def do(s, x, op, y):
        """One step of the calculation; gives its result."""
        z = calculate(x, op, y)
        s.steps.append([x, op, y, z])
        return z

    def item(s, text, answer, family):
        """The finished question, or None where a number has grown too large."""
        text = re.sub(r' +', ' ', text).replace(' ,', ',').replace(' .', '.').replace(' ?', '?').strip()
        if not (-999 <= answer <= 9999) or any(abs(z) > 9999 or abs(x) > 9999 for x, _, _, z in s.steps):
            return None
        return dict(q=text, steps=s.steps, answer=answer, family=family)

    # ---- subjects and pronouns
    def subj(s):
        return s.N if s.who == 'N' else s.who

    def pro(s):
        """The subject once it has been named: he, or the name again."""
        if s.neuter:
            return s.p('it', s.N)
        return (s.sex if s.sex != 'they' and s.r.random() < 0.75 else s.N) if s.who == 'N' else s.who

    def obj(s):
        return {'I': 'me', 'you': 'you', 'we': 'us'}.get(s.who) or {'he': 'him', 'she': 'her', 'they': s.N}[s.sex]

    def own(s):
        return {'I': 'my', 'you': 'your', 'we': 'our'}.get(s.who) or {'he': 'his', 'she': 'her', 'they': 'their'}[s.sex]

    # ---- verbs
    def c(s, verb, who='N', tense=None):
        """Conjugates: who is 'N' for one other person, 'I', or anything else for the plural; 'give-away' becomes 'gives away'."""
        t = tense or s.tense
        verb, *rest = verb.split('-') if '-' in verb else verb.split(' ')
        if verb == 'be':
            f = {'past': 'was' if who in ('N', 'I') else 'were', 'will': 'will be'}.get(t) or {'N': 'is', 'I': 'am'}.get(who, 'are')
        else:
            f = past(verb) if t == 'past' else 'will ' + verb if t == 'will' else third(verb) if who == 'N' else verb
        return ' '.join([f] + rest)

    def v(s, verb):
        """Conjugates for the subject."""
        return s.c(verb, s.who)

    def at_first(s, verb, who=None):
        """Conjugates for what is so before anything happens: 'has' where the rest of the story is told in the future too."""
        return s.c(verb, who or s.who, 'past' if s.is_past else 'now')

    def aux(s, who=None):
        return {'past': 'did', 'will': 'will'}.get(s.tense) or ('does' if (who or s.who) == 'N' else 'do')

    @property
    def is_past(s):
        return s.tense == 'past'

    @property
    def are(s):
        return 'were' if s.is_past else 'are'

    def many(s):
        return s.p("how many", "how many", "how many", "how many", "what number of")
