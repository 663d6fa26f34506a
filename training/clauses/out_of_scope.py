'''Questions whose answer is "I don't know.": small talk, general knowledge, problems with a number missing.'''

import re
from .compare import compare
from .grammar import cap
from .groups import groups
from .money import money
from .numbers import addend, small
from .question import Question
from .rate import rate
from .together import together
from .track import track
from .words import NAMES, THINGS, invented

TOPICS = """the moon|football|Paris|cats|music|history|France|the sea|love|computers|chess|the weather|Mozart|dinosaurs|trees|physics|
Germany|art|bread|the sun|water|robots|school|politics|Africa|money|a car|the brain|gold|time|coffee|a poem|cheese|space|your family|
London|games""".replace('\n', '').split('|')
TALK = """hello|hi|hi there|hello, who are you|who are you|what is your name|how are you|good morning|good evening|thank you|thanks|bye|
what can you do|are you a robot|are you human|who made you|tell me a joke|tell me about {t}|what do you think about {t}|what is {t}|
who invented {t}|do you like {t}|why is {t} important|write a story about {t}|write a poem about {t}|how does {t} work|where is {t}|
explain {t}|who is the president of {t}|what is the capital of {t}|how old is {t}|when was {t} discovered|is {t} good|can you help me|
what is the meaning of life|what time is it|what day is it today|how is the weather|translate {t} into Spanish|what colour is {t}|
which is better, {t} or {u}|why do people like {t}|describe {t}|give me a recipe for {t}|how do I learn {t}|what is the best {t}|
I like {t}|I am bored|I love {t}|sing a song|what should I eat today|how far is {t}|how big is {t}|how much does {t} cost|
how many people like {t}|how many {o} are there in the world|what is the square root of {x}|what is {x} percent of {y}|
what is {x} to the power of {z}|is {x} a prime number|what is the sine of {x}|solve x + {x} = {y}|in which year was {t} built|
who wrote the book about {t}|what happened in {y}|what is the name of {N}|where does {N} live|what is {N} like|is {N} nice|why is {N} sad|
who is {N}|how tall is {N}|what does {N} like|{N} is {x} years old. What is the name of {N}|{N} has {x} {o}. What colour are they|
{N} has {x} {o}. Why|{N} buys {x} {o}. How much does {N} pay|{N} reads a book. How many pages are left|
a train goes to {t}. How long does it take|{N} and {M} have {o}. How many do they have together|{N} has {x} {o}. How many does {M} have|
{N} lost {x} {o}. How many are left|{N} goes {x} km per hour. How far does {N} go|each box has {x} {o}. How many {o} are there|what|ok|
yes|no|help|stop|sorry|please|why|asdf|test|you are stupid|what is love|what is new|how many|how much|calculate|
what is the answer""".replace('\n', '').split('|')


def out_of_scope(r):
    q = Question(r)
    k = r.random()
    if k < 0.42:
        return number_missing(r)
    text = babble(r) if k < 0.5 else talk(q)
    asks = text.startswith(('what', 'who', 'how', 'why', 'where'))
    text += r.choice(('?', '?', '?', '') if asks else ('?', '?', '', '.', '!'))
    return unanswered(cap(text) if r.random() < 0.7 else text, 'other')


def unanswered(text, family):
    return dict(q=text, steps=[], answer=None, family=family)


def number_missing(r):
    """A normal story in which one number has become 'some'. None where no story fits."""
    for _ in range(30):
        it = r.choice((track, money, groups, compare, together, rate))(r)
        if it and len(it['steps']) <= 3:
            places = numbers_needed(it)
            if places:
                return unanswered(cap(blurred(r, it['q'], *r.choice(places).span())), 'missing')
    return None


def numbers_needed(it):
    """Where the numbers stand that the answer needs; none if the question has others, or if a number cannot be told from a result."""
    text = it['q']
    used, made = set(), set()
    for a, _, b, z in it['steps']:
        used |= {a, b} - made
        made.add(z)
    found = list(re.finditer(r'\d+', text))
    if len(found) != len(used):
        return []
    return [m for m in found if int(m[0]) in used and text[: m.start()][-1:] in ('', ' ') and text[m.end() :][:1] == ' ']


def blurred(r, text, start, end):
    some = r.choice(("some", "a few", "several", "many", "some", "a lot of"))
    if some == 'a lot of' and text[end + 1 :].startswith(('years', 'times', 'degrees', 'km per', 'of them')):
        some = 'some'
    return text[:start] + some + text[end:]


def babble(r):
    """Words without a meaning."""
    known = ("what", "is", "the", "why", "a", "how", "my", "of", "who")
    return ' '.join(invented(r) if r.random() < 0.6 else r.choice(known) for _ in range(r.randint(1, 6)))


def talk(q):
    r = q.r
    text = r.choice(TALK)
    return text.format(t=topic(r), u=topic(r), o=q.o, x=addend(r), y=addend(r), z=small(r), N=q.N, M=q.M)


def topic(r):
    if r.random() < 0.75:
        return r.choice(TOPICS)
    return r.choice((r.choice(THINGS), invented(r), invented(r).capitalize(), r.choice(NAMES)))
