"""What the models are trained on: questions put together from clauses (clauses/) and from templates (phrases.py).

    gen(rng, mix) -> dict(q=question, steps=[[x, op, y, z], ...], answer=int or None, family=str)
"""

import clauses, phrases

CLAUSES, TEMPLATES, OUT = 0.31, 0.575, 0.115  # shares; clauses.gen adds some 8 per cent of its own share out of scope
TYPED = dict(plainest=4, plain=2.5, people=2.5, business=2, family=2, work=2, numbers=1.5)  # what people type most, and what other files rather avoid
NEAR = {'near-scope': 1.5, 'unknown': 3}  # out of scope, and easily taken for a question that has an answer
WEIGHTS = dict(
    base=TYPED,
    a=dict(TYPED, change=1.6, compare=1.3),
    b=dict(TYPED, bare=1.8),
    c=dict(TYPED, money=1.5, groups=1.5),
)


def gen(r, mix='base'):
    x = r.random()
    if x < CLAUSES:
        return clauses.gen(r, mix)
    return phrases.gen(r, WEIGHTS[mix]) if x < CLAUSES + TEMPLATES else phrases.gen_out(r, NEAR)
