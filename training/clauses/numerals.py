"""How numbers are written: in digits or in words."""

ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen""".split()
TENS = "x x twenty thirty forty fifty sixty seventy eighty ninety".split()
TIMES = {2: ["twice", "double", "two times"], 3: ["three times", "triple"], 4: ["four times"], 5: ["five times"]}


def word(n):
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + ('-' + ONES[n % 10] if n % 10 else '')
    if n < 1000:
        rest = n % 100
        return ONES[n // 100] + ' hundred' + (' and ' + word(rest) if rest else '')
    return ONES[n // 1000] + ' thousand' if n % 1000 == 0 and n < 20000 else str(n)


def spelled(r, n):
    """twenty-one or twenty one, one hundred and five or a hundred five"""
    w = word(n)
    w = w.replace('-', ' ') if r.random() < 0.15 else w
    w = w.replace('one ', 'a ', 1) if w.startswith(('one hundred', 'one thousand')) and r.random() < 0.4 else w
    return w.replace(' and ', ' ') if r.random() < 0.4 else w


def digits(r, n):
    """12, 840, 1250 or 1,250"""
    return f'{n:,}' if n > 999 and r.random() < 0.4 else str(n)
