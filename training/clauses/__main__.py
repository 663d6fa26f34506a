"""python3 -m clauses [SEED [COUNT]]      questions of every family with their replies"""

import random, sys
from .mix import FAMILIES
from .reply import render

seed, count = [int(x) for x in sys.argv[1:3]] + [1, 8][len(sys.argv) - 1 :]
r = random.Random(seed)
for name, family in FAMILIES.items():
    print('##', name)
    for _ in range(count):
        while not (it := family(r)):
            pass
        print('  ', it['q'], ' => ', render(it, r.choice(('plain', 'given'))))
