"""checkpoint -> a wider one that gives the same answers, to be trained on.     python3 grow.py checkpoints/SMALL.pt checkpoints/LARGE.pt 3

Every unit, head and dimension of the residual stream becomes K copies; a weight is split among the copies of its input in random
shares that add up to it, so that the copies part as soon as training goes on (Net2WiderNet: Chen, Goodfellow and Shlens, 2016,
arXiv:1511.05641).
"""

import sys, torch

SPREAD = 0.5  # of a share, relative to 1/K


def split(w, k, g):
    """[out, in] -> [k*out, k*in]"""
    out, inp = w.shape
    shares = torch.rand(k, k, out, inp, generator=g) * 2 - 1
    shares = (1 + SPREAD * (shares - shares.mean(1, keepdim=True))) / k
    return (shares * w).permute(0, 2, 1, 3).reshape(k * out, k * inp)


def wider(p, k, seed=1):
    g = torch.Generator().manual_seed(seed)
    parts = {'qkv': 3, 'gu': 2}
    grown = {}
    for name, w in p.items():
        kind = name.split('.')[-1]
        if w.dim() == 1:
            grown[name] = w.repeat(k)
        elif name == 'emb':
            grown[name] = w.repeat(1, k)
        else:
            grown[name] = torch.cat([split(part, k, g) for part in w.chunk(parts.get(kind, 1))])
    grown['norm'] /= k  # the tied embedding sums over the copies
    return grown


if __name__ == '__main__':
    source, target, k = sys.argv[1], sys.argv[2], int(sys.argv[3])
    z = torch.load(source)
    c = z['cfg']
    torch.save(dict(cfg=dict(c, d=c['d'] * k, h=c['h'] * k, ff=c['ff'] * k), p=wider(z['p'], k)), target)
