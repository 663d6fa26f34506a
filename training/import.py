"""GGUF that export.py wrote -> checkpoint, so that a training can go on from shipped weights.     python3 import.py MODEL.gguf checkpoints/NAME.pt"""

import struct, sys, numpy as np, torch
from export import ALIGN, ARR, BOOL, F32, I32, STR, T_F16, T_F32, T_Q5_0, T_Q8_0, U32


class Reader:
    def __init__(s, path):
        s.data, s.at = open(path, 'rb').read(), 0

    def take(s, form):
        out = struct.unpack_from('<' + form, s.data, s.at)
        s.at += struct.calcsize('<' + form)
        return out if len(out) > 1 else out[0]

    def text(s):
        n = s.take('Q')
        s.at += n
        return s.data[s.at - n : s.at].decode()

    def value(s, kind):
        if kind == STR:
            return s.text()
        if kind == ARR:
            sub, n = s.take('IQ')
            return [s.value(sub) for _ in range(n)]
        return s.take({U32: 'I', I32: 'i', F32: 'f', BOOL: '?'}[kind])

    def read(s):
        magic, _, tensors, keys = s.take('4sIQQ')
        assert magic == b'GGUF', 'not a GGUF file'
        kv = {s.text(): s.value(s.take('I')) for _ in range(keys)}
        infos = []
        for _ in range(tensors):
            name, n = s.text(), s.take('I')
            shape = [s.take('Q') for _ in range(n)]
            infos.append((name, shape[::-1], *s.take('IQ')))
        base = s.at + (-s.at) % ALIGN
        return kv, {name: s.tensor(base + at, shape, kind) for name, shape, kind, at in infos}

    def tensor(s, at, shape, kind):
        n = int(np.prod(shape))
        if kind == T_Q8_0:
            blocks = np.frombuffer(s.data, np.uint8, n // 32 * 34, at).reshape(-1, 34)
            x = blocks[:, :2].copy().view('<f2').astype(np.float32) * blocks[:, 2:].copy().view(np.int8)
        elif kind == T_Q5_0:
            blocks = np.frombuffer(s.data, np.uint8, n // 32 * 22, at).reshape(-1, 22)
            fifth = np.unpackbits(blocks[:, 2:6], axis=1, bitorder='little')
            low = np.concatenate([blocks[:, 6:] & 15, blocks[:, 6:] >> 4], 1)
            x = blocks[:, :2].copy().view('<f2').astype(np.float32) * (low + 16.0 * fifth - 16)
        else:
            x = np.frombuffer(s.data, {T_F32: '<f4', T_F16: '<f2'}[kind], n, at).astype(np.float32)
        return torch.tensor(x.reshape(shape))


def load(path):
    kv, t = Reader(path).read()
    L, d = kv['llama.block_count'], kv['llama.embedding_length']
    p = {'emb': t['token_embd.weight'], 'norm': t['output_norm.weight']}
    for i in range(L):
        b = f'blk.{i}.'
        w = lambda n: t[b + n + '.weight']
        p.update({
            f'{i}.qkv': torch.cat([w('attn_q'), w('attn_k'), w('attn_v')]), f'{i}.o': w('attn_output'),
            f'{i}.gu': torch.cat([w('ffn_gate'), w('ffn_up')]), f'{i}.down': w('ffn_down'),
            f'{i}.n1': w('attn_norm'), f'{i}.n2': w('ffn_norm'),
        })  # fmt: skip
    cfg = dict(V=p['emb'].shape[0], d=d, L=L, h=kv['llama.attention.head_count'], ff=kv['llama.feed_forward_length'], base=kv['llama.rope.freq_base'])
    return dict(cfg=cfg, p=p)


if __name__ == '__main__':
    torch.save(load(sys.argv[1]), sys.argv[2])
