"""The forms of English words: plurals, third persons, past tenses, capitals."""

PAST = dict(
    pair.split(':')
    for pair in """buy:bought find:found get:got win:won take:took make:made bring:brought give:gave lose:lost sell:sold use:used
    throw:threw drop:dropped eat:ate have:had put:put go:went come:came read:read drive:drove run:ran ride:rode spend:spent pay:paid
    write:wrote leave:left fall:fell rise:rose grow:grew hold:held need:needed cost:cost see:saw send:sent lend:lent steal:stole sing:sang
    swim:swam cut:cut build:built bake:baked own:owned keep:kept share:shared split:split tear:tore draw:drew choose:chose forget:forgot
    swap:swapped ship:shipped grab:grabbed rip:ripped scrap:scrapped knit:knitted dig:dug do:did be:was hand:handed start:started
    begin:began drink:drank catch:caught know:knew break:broke""".split()
)
THIRD = dict(have='has', be='is', go='goes', do='does', carry='carries')


def plural(w):
    if w in ('sheep', 'fish'):
        return w
    if w in ('loaf', 'shelf'):
        return w[:-1] + 'ves'
    if w.endswith('y') and w[-2] not in 'aeiou':
        return w[:-1] + 'ies'
    return w + ('es' if w.endswith(('s', 'x', 'ch', 'sh', 'ato')) else 's')


def third(v):
    return THIRD.get(v) or v + ('es' if v.endswith(('s', 'x', 'ch', 'sh')) else 's')


def past(v):
    if v in PAST:
        return PAST[v]
    if v.endswith('e'):
        return v + 'd'
    return v[:-1] + 'ied' if v.endswith('y') and v[-2] not in 'aeiou' else v + 'ed'


def cap(text):
    return text[0].upper() + text[1:] if text else text


def listed(parts):
    """'a, b and c'"""
    return ', '.join(parts[:-1]) + ' and ' + parts[-1]
