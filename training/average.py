"""Two checkpoints of one training -> their weighted mean.     python3 average.py BEFORE.pt AFTER.pt 0.5 checkpoints/NAME.pt

What was learned last, without losing so much of what generalised before: WiSE-FT (Wortsman et al., 2022, arXiv:2109.01903). The
number is the share of AFTER.
"""

import sys, torch

before, after, share, target = torch.load(sys.argv[1]), torch.load(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
mean = {name: torch.lerp(w, after['p'][name], share) for name, w in before['p'].items()}
torch.save(dict(cfg=after['cfg'], p=mean), target)
