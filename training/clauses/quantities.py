"""The numbers of a question, however they are written."""

import re
from .numerals import ONES, TENS

MULTIPLES = dict(dozen=12, twice=2, double=2, doubles=2, doubled=2, half=2, halve=2, triple=3, triples=3, tripled=3, third=3)
VALUE = {w: i for i, w in enumerate(ONES)} | {w: 10 * i for i, w in enumerate(TENS) if i > 1} | MULTIPLES
UNIT = '|'.join(ONES[1:])
BELOW_HUNDRED = rf"(?:{'|'.join(TENS[2:])})(?:[- ](?:{'|'.join(ONES[1:10])}))?|{UNIT}"
NUMBER = re.compile(
    rf"(?P<digits>\d+(?:,\d{{3}})*)|(?P<many>\b(?:{UNIT}|a)) (?P<unit>hundred|thousand)\b(?:(?: and)? (?P<rest>(?:{BELOW_HUNDRED})\b))?"
    rf"|\b(?P<word>{BELOW_HUNDRED}|{'|'.join(['zero', *MULTIPLES])})\b"
)


def quantities(question):
    """The numbers as digits, in their order."""
    return [value(m) for m in NUMBER.finditer(question.lower())]


def value(m):
    if m['digits']:
        return m['digits'].replace(',', '')
    if m['many']:
        n = VALUE.get(m['many'], 1) * (100 if m['unit'] == 'hundred' else 1000)
        return str(n + below_hundred(m['rest'] or 'zero'))
    return str(below_hundred(m['word']))


def below_hundred(words):
    return sum(VALUE[w] for w in re.split('[- ]', words))
