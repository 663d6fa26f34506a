"""Which numbers a question has, and what comes of calculating with them."""


def small(r):
    return r.randint(2, 12)


def addend(r):
    """A number to be added or taken away: mostly below a hundred, every fifth with three or four digits."""
    x = r.random()
    if x < 0.72:
        return r.randint(1, 20) if x < 0.3 else r.randint(2, 99)
    if x < 0.92:
        return r.randint(10, 300) if x < 0.83 else r.randint(100, 999)
    return r.choice((10, 50, 100)) * r.randint(1, 20) if x < 0.96 else r.randint(1000, 2500)


def factors(r):
    """Two numbers to be multiplied, in either order."""
    x = r.random()
    if x < 0.48:
        a, b = r.randint(2, 12), r.randint(2, 12)
    elif x < 0.78:
        a, b = r.randint(11, 99), r.randint(2, 9)
    elif x < 0.86:
        a, b = r.randint(2, 60), r.choice((10, 10, 20, 25, 50, 100, 15, 30))
    elif x < 0.93:
        a, b = r.randint(100, 400), r.randint(2, 9)
    else:
        a, b = r.randint(11, 60), r.randint(11, 40)
    return (a, b) if r.random() < 0.5 else (b, a)


def exact(r, op):
    """Two numbers to be multiplied ('*'), or the first to be divided by the second without a rest ('/')."""
    a, b = factors(r)
    return (a, b) if op == '*' else (a * b, a)


def divisors(x, most=12):
    """The numbers from 2 on that divide x evenly."""
    return [d for d in range(2, most + 1) if x % d == 0]


def calculate(x, op, y):
    return x + y if op == '+' else x - y if op == '-' else x * y if op == '*' else x // y
