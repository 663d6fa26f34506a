"""What a later round is asked: a question with other attempts beside it, some of them wrong (src/config/templates.ts, src/pipeline/references.ts).

    asked(rng, item, right) -> str      the prompt; `right` is the share of attempts that are right
"""

import clauses

TEMPLATE = (
    '{question}\n\nOther attempts at this question follow; each may be right or wrong.\n{references}\n\n'
    'Weigh them, then solve the question yourself and give your own answer.'
)
IDK = "I don't know."
OTHER = {'+': '-', '-': '+', '*': '+', '/': '*'}
STYLES = ('plain', 'plain', 'given')


def asked(r, it, right):
    attempts = [attempt(r, it, right) for _ in range(r.choice((2, 3, 3, 3, 4)))]
    lines = '\n'.join(f'{i + 1}. {t}' for i, t in enumerate(attempts))
    return TEMPLATE.replace('{question}', it['q']).replace('{references}', lines)


def attempt(r, it, right):
    if r.random() < right:
        return clauses.render(it, r.choice(STYLES))
    if it['answer'] is None:
        return clauses.render(invented(r), r.choice(('plain',)))
    return IDK if r.random() < 0.12 else clauses.render(mistaken(r, it), 'plain')


def mistaken(r, it):
    """The same calculation with one slip, as small models make them: a digit, an operation, an operand, a step left out."""
    steps = [list(s) for s in it['steps']]
    numbers = [int(q) for q in clauses.quantities(it['q'])] or [r.randrange(2, 30)]
    k = r.randrange(len(steps))
    slip = r.random()
    if len(steps) > 1 and slip < 0.2:
        steps = steps[:-1] if r.random() < 0.7 else steps[1:]
        k = len(steps)
    elif slip < 0.45:
        steps[k][1] = OTHER[steps[k][1]]
    elif slip < 0.7:
        steps[k][r.choice((0, 2))] = r.choice(numbers)
    else:
        steps[k][3] += r.choice((-10, -1, 1, 10, 100, -2, 2))
        k += 1
    for j in range(k, len(steps)):
        a, o, b, old = steps[j]
        z = value(a, o, b)
        steps[j][3] = z
        for later in steps[j + 1 :]:
            for i in (0, 2):
                if later[i] == old:
                    later[i] = z
    return dict(it, steps=steps, answer=steps[-1][3])


def value(a, o, b):
    if o == '/':
        return a // b if b else a
    return a + b if o == '+' else a - b if o == '-' else a * b


def invented(r):
    a, b = r.randrange(2, 60), r.randrange(2, 60)
    return dict(q='', steps=[[a, '+', b, a + b]], answer=a + b)


if __name__ == '__main__':
    import random, questions

    r = random.Random(3)
    for _ in range(8):
        it = questions.gen(r, 'a')
        print(asked(r, it, r.random()), '\n  →', clauses.render(it), '\n')
