"""Clauses become sentences, in one of several orders, and the question follows.

A clause is (subject or None, predicate); a predicate that begins with '!' keeps to a sentence of its own.
"""

from .grammar import cap, listed, plural
from .words import THINGS

LINK = "then|after that,|later,|next,|then|afterwards,|finally,|now|in the evening,|the next day,|and then|but then|also,".split('|')
OPEN = """say|one day|last week|today|once|at school|at work|at home|at the market|in the city|on the weekend|on a trip|assume|
for a party|this week|tonight""".replace('\n', '').split('|')
FILLER = """it is a sunny day|the weather is nice|they live in a small town|it rained all day|{M} is a good friend|{M} watched|
everyone was happy|it was a long day|the shop is near the school|this happened last week""".replace('\n', '').split('|')
NOISE = """{M} is {x} years old|{N} is {x} years old|it is {x} degrees outside|the shop opens at {x}|{M} has {x} {z}|
{M} lives at number {x}|the house has {x} rooms|the box is {x} cm long|it is {x} o'clock|{M} had {x} {z} at home|there are {x} {z} too|
{N} has {x} brothers|the bag weighs {x} kg""".replace('\n', '').split('|')


def assemble(q, clauses, ask, ifs=0.1):
    """ifs: share of the questions that come first: 'How many ... if ...?'"""
    r = q.r
    clauses = list(clauses)
    if r.random() < 0.09:
        clauses.insert(*aside(q, clauses))
    if can_be_relative(q, clauses) and r.random() < 0.09:
        clauses[:2] = [(q.N + ', who ' + clauses[0][1] + ',', clauses[1][1])]
    elif r.random() < 0.07:
        clauses[0] = (None, r.choice(OPEN) + r.choice((' ', ', ')) + joined(*clauses[0]))
    k = r.random()
    if len(clauses) <= 3 and k < ifs:
        return question_first(clauses, ask, condition_first=k < ifs * 0.25)
    told = sentences(q, clauses)
    return ' '.join(cap(x) + '.' for x in told) + ' ' + cap(ending(r, ask))


def joined(subject, predicate):
    return (subject + ' ' if subject else '') + predicate.lstrip('!')


def aside(q, clauses):
    """A sentence that has nothing to do with the question, and its place."""
    r = q.r
    text = r.choice(FILLER if r.random() < 0.35 else NOISE)
    things = plural(r.choice(THINGS))
    if things == q.os:  # it must not be counted along
        things = 'spiders'
    text = text.format(M=q.K, N=q.N if q.who == 'N' else q.K, x=r.randint(2, 99), z=things)
    return r.randint(0, len(clauses)), (None, '!' + text)


def can_be_relative(q, clauses):
    """Whether the first two clauses are of one person, so that the first can become 'Tom, who has 3 apples, ...'."""
    if len(clauses) < 2 or q.who != 'N':
        return False
    (subject, first), (next_subject, second) = clauses[:2]
    return subject == q.N and next_subject in (q.N, 'he', 'she') and '!' not in first + second and '.' not in first


def question_first(clauses, ask, condition_first):
    parts = [joined(*clause) for clause in clauses]
    told = listed(parts) if len(parts) > 2 else ' and '.join(parts)
    return 'If ' + told + ', ' + ask + '?' if condition_first else cap(ask) + ' if ' + told + '?'


def sentences(q, clauses):
    """Clauses that follow each other share a sentence now and then."""
    r = q.r
    out = []
    sentence = last = None
    for i, (subject, predicate) in enumerate(clauses):
        alone = predicate.startswith('!')
        predicate = predicate.lstrip('!')
        whole = joined(subject, predicate)
        if sentence is None:
            sentence = whole
        elif alone or last is None:
            out.append(sentence)
            sentence = whole
        else:
            x = r.random()
            if x < 0.22 and same_person(q, subject, last):
                more = i + 1 < len(clauses)
                sentence += (', ' if more and r.random() < 0.6 else r.choice((' and ', ', then ', ' and then ', ' but '))) + predicate
            elif x < 0.35:
                sentence += r.choice((' and ', ', and ', '. Then ', ', then ', '; ')) + whole
            else:
                out.append(sentence)
                sentence = r.choice(LINK) + ' ' + whole if r.random() < 0.33 else whole
        last = None if alone else subject or ''
    return out + [sentence]


def same_person(q, subject, last):
    names = ('he', 'she', q.N)
    return subject == last or (q.who == 'N' and subject in names and last in names)


def ending(r, ask):
    k = r.random()
    if k < 0.86:
        return ask + '?'
    if k < 0.92:
        return r.choice(("find out ", "work out ", "tell me ", "calculate ", "say ")) + ask + '.'
    if k < 0.96:
        return r.choice(("so ", "now, ", "and ")) + ask + '?'
    return r.choice(("can you tell me ", "do you know ", "please tell me ")) + ask + '?'
