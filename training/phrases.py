"""Questions from templates: phrases/*.txt holds them, one a line, below headers `= STEPS` that say what is calculated.

    gen(rng, weights) -> dict(q=question, steps=[[x, op, y, z], ...], answer=int or None, family=file's name)

A template has slots ({a}..{e} numbers, {N} {M} {K} names, {he} {him} {his}, {o} {o1} {q} {q1} things, {food}, {boxes} {box}, {people}, {day}
{day2}, {color} {color2}, {cur}, {year}) and alternatives ([x|y|], nested at will). STEPS are like `a*b; x-c : a 2-12`: operands are numbers
of the question, literals, `x` (the result before) and `x1`, `x2`. The header `= ?` stands above questions without an answer.

    python3 phrases.py check FILE    errors, and two questions of each template
"""

import glob, os, random, re, sys
import clauses
from template_numbers import NUMBERS, Numbers, Unfit, draw, parse_steps

HERE = os.path.dirname(os.path.abspath(__file__))
OPTION = re.compile(r'\[([^\[\]]*)\]')
SLOT = re.compile(r'\{(\w+)\}')
WORDS = {'N', 'M', 'K', 'he', 'He', 'him', 'his', 'His', 'o', 'o1', 'q', 'q1', 'food', 'boxes', 'box', 'people', 'day', 'day2', 'color', 'color2', 'cur', 'year'}
PEOPLE = [w for w in clauses.BEINGS + clauses.FRIENDS if w not in set('birds ducks fish dogs cows cats rabbits'.split())]
COLORS = 'red blue green yellow white black brown purple orange pink'.split()
FEMALE = set(
    """Anna Mia Lily Emma Zoe Ruby Nina Sara Ivy Eva Ella Maya Rosa Lena Kate Lucy Tina Julia Grace Jane Mary Alice Lisa Sophie Laura Nora Clara Hannah
    Maria Susan Amy Helen Rita Olivia Emily Sarah Bella Daisy Amelia Chloe Isla Martha Rose Violet Carmen Sofia Ines Olga Tanya Mei Anita Leila Fatima Aisha
    Zara Giulia Bianca Claire Louise Marie Greta Heidi Astrid Freya Mila Eve Sue Ann Pam Gina Joan Jean Carla Rachel Linda Vera Wendy Ursula Simone Monica""".split()
)


def expand(r, text):
    while True:
        m = OPTION.search(text)
        if not m:
            return text
        text = text[: m.start()] + r.choice(m[1].split('|')) + text[m.end() :]


def words(r):
    q = clauses.Question(r)
    things = r.sample(clauses.THINGS, 2)
    box = r.choice(clauses.BOXES)
    she = q.N in FEMALE if q.N in clauses.NAMES else r.random() < 0.5
    he, him, his = ('she', 'her', 'her') if she else ('he', 'him', 'his')
    days, colors = r.sample(clauses.DAYS, 2), r.sample(COLORS, 2)
    return q, dict(
        N=q.N, M=q.M, K=q.K, he=he, He=he.capitalize(), him=him, his=his, His=his.capitalize(),
        o=q.o, o1=q.o1, q=clauses.plural(things[things[0] == q.o1]), q1=things[things[0] == q.o1],
        food=clauses.plural(r.choice(FOODS)), boxes=clauses.plural(box), box=box, people=r.choice(PEOPLE),
        day=days[0], day2=days[1], color=colors[0], color2=colors[1], cur=r.choice(clauses.MONEY), year=str(r.randint(1300, 2024)),
    )  # fmt: skip


FOODS = sorted(clauses.FOOD)


def fill(r, template, steps, ranges):
    """One question of a template, as a careful writer would type it."""
    drawn = draw(r, steps, ranges) if steps else Numbers(r, ranges)
    q, values = words(r)
    text = expand(r, template)
    digits = re.search(r'[+*/=$%]|\{[a-e]\} ?- ?[({]', text)

    def slot(m):
        t = m[1]
        if t not in NUMBERS:
            return values[t]
        v = drawn.value.get(t)
        if v is None:
            v = distractor(r, drawn, t)
        return clauses.digits(r, v) if digits else q.n(v)

    text = re.sub(r'\b([Aa]) (?=[aeiou])(?!one\b|uni|use|eu)', r'\1n ', SLOT.sub(slot, text))
    text = re.sub(r'\b([Aa]) a (?=hundred|thousand)', r'\1 ', text)
    return dict(q=clauses.cap(text), steps=drawn.steps, answer=drawn.steps[-1][3] if drawn.steps else None)


def distractor(r, drawn, t):
    drawn.value[t] = drawn.ranged(t) or r.randint(2, 60)
    return drawn.value[t]


def sloppy(r, text, story):
    """The same question as people in a hurry type it."""
    if story and r.random() < 0.18:
        text = clauses.rough(r, text)
    if r.random() < 0.1:
        text = text.lower()
    if text[-1:] in '?.!' and r.random() < 0.1:
        text = text[:-1]
    if r.random() < 0.03:
        text = text.replace(',', '').replace("'", '')
    return text


def read(path):
    """[(steps, ranges, template, line number)]"""
    out, steps, ranges = [], None, {}
    headed = False
    for i, line in enumerate(open(path, encoding='utf-8'), 1):
        line = line.strip()
        if line.startswith('='):
            (steps, ranges), headed = parse_steps(line[1:]), True
        elif line and not line.startswith('#'):
            if not headed:
                raise ValueError(f'{path}:{i}: no header `= STEPS` above')
            out.append((steps, ranges, line, i))
    return out


def load():
    files = sorted(glob.glob(os.path.join(HERE, 'phrases', '*.txt')))
    return {os.path.splitext(os.path.basename(f))[0]: read(f) for f in files}


BANK = load() if __name__ != '__main__' else {}
OUT = [f for f in BANK if all(steps is None for steps, *_ in BANK[f])]
IN_SCOPE = [f for f in BANK if f not in OUT]


def pick(r, files, weights):
    """A template and its file, which comes as often as it has templates, times its weight (1 where none is given)."""
    f = r.choices(files, [weights.get(x, 1) * len(BANK[x]) for x in files])[0]
    steps, ranges, template, _ = r.choice(BANK[f])
    return f, steps, ranges, template


def gen(r, weights):
    """In scope. weights: {file: weight}"""
    while True:
        f, steps, ranges, template = pick(r, IN_SCOPE, weights)
        try:
            it = fill(r, template, steps, ranges)
        except Unfit:
            continue
        return dict(it, q=sloppy(r, it['q'], f != 'bare'), family=f)


def gen_out(r, weights):
    """Out of scope. weights: {file: weight}"""
    f, steps, ranges, template = pick(r, OUT, weights)
    it = fill(r, template, steps, ranges)
    return dict(it, q=sloppy(r, it['q'], True), family=f)


def faults(steps, ranges, template):
    if template.count('[') != template.count(']') or OPTION.sub('', OPTION.sub('', OPTION.sub('', OPTION.sub('', template)))).count('['):
        yield 'brackets do not match'
    slots = set(SLOT.findall(template))
    yield from (f'unknown slot {{{s}}}' for s in sorted(slots - WORDS - NUMBERS))
    if re.search(r'\{\W|\{\w*[^\w}]', template):
        yield 'braces do not match'
    if steps:
        used = {t for a, _, b in steps for t in (a, b) if t in NUMBERS}
        yield from (f'{s} is not in every variant' for s in sorted(used) if any(s not in SLOT.findall(expand(random.Random(i), template)) for i in range(40)))


def check(path):
    bad = 0
    templates = read(path)
    for steps, ranges, template, line in templates:
        found = list(faults(steps, ranges, template))
        if not found:
            try:
                for k in (1, 2):
                    it = fill(random.Random(line * 2 + k), template, steps, ranges)
                    print(f"{line:4} {it['q']}   => {clauses.render(it)}")
            except Unfit:
                found = ['no numbers fit the steps']
        for f in found:
            bad += 1
            print(f'{line:4} ERROR {f}: {template}')
    print(f'{len(templates)} templates, {bad} errors')
    return bad


if __name__ == '__main__':
    sys.exit(min(1, sum(map(check, sys.argv[2:]))))
