"""Some operations in a row, with precedence."""

from .expression_signs import written
from .numbers import addend, calculate, small


def chain(q, kind, negative):
    """Its text and its result: only + and - (flat), all four (mixed), or all four in words. None where no numbers fit."""
    r = q.r
    count = r.choice((2, 2, 3, 4) if kind == 'flat' else (2, 2, 2, 3))
    for _ in range(40):
        numbers, ops = draw_chain(r, kind, count)
        steps = worked_out(numbers, ops)
        if negative or all(z >= 0 for _, op, _, z in steps if op in '+-'):
            q.steps = steps
            return written(q, numbers, ops, in_words=kind == 'words'), steps[-1][3]
    return None


def draw_chain(r, kind, count):
    numbers, ops = [addend(r)], []
    while len(ops) < count:
        op = r.choice('+-') if kind == 'flat' or (ops and ops[-1] in '*/') else r.choice('+-**/')
        if op == '*':
            y = small(r) if numbers[-1] < 100 else r.randint(2, 5)
            numbers[-1] = numbers[-1] if numbers[-1] <= 60 else small(r)
        elif op == '/':
            y = small(r)
            numbers[-1] = y * r.randint(2, 30)
        else:
            y = addend(r)
        ops.append(op)
        numbers.append(y)
    return numbers, ops


def worked_out(numbers, ops):
    """The steps: products and quotients first, then from left to right."""
    numbers, ops, steps = list(numbers), list(ops), []
    while ops:
        i = next((i for i, op in enumerate(ops) if op in '*/'), 0)
        x, op, y = numbers[i], ops.pop(i), numbers[i + 1]
        z = calculate(x, op, y)
        steps.append([x, op, y, z])
        numbers[i : i + 2] = [z]
    return steps
