/**
 * A stream of numbers in [0, 1) that a seed fixes: mulberry32 (Tommy Ettinger, public domain). For draws that must come out
 * the same on every machine: next tokens (ours rather than llama.cpp's, because the draw happens here; see
 * models/llama/draw.ts), halves and bootstrap samples.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
