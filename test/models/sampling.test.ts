import { describe, expect, it, test } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { drawAmong, type NextLogits } from '../../src/models/llama/draw.ts';
import { seededRandom } from '../../src/seeded-random.ts';
import { RecentTokens } from '../../src/models/llama/repeat-penalty.ts';
import { remaining } from '../../src/models/llama/truncate.ts';
import { StopStrings } from '../../src/models/stop-strings.ts';

/** Probabilities as logits, most likely first; `known` of them are known. */
function logitsOf(probabilities: readonly number[], known = probabilities.length): NextLogits<number> {
  const highest = Math.max(...probabilities);
  return {
    best: probabilities.slice(0, known).map((probability, token) => [token, Math.log(probability)] as const),
    total: probabilities.reduce((sum, probability) => sum + probability / highest, 0),
    vocabulary: probabilities.length,
  };
}

describe('truncation', () => {
  const next = [0.5, 0.25, 0.125, 0.0625, 0.0625];
  const off = { topK: 0, topP: 1, minP: 0 };
  it.each([
    [{ ...off, topK: 2 }, 2],
    [{ ...off, topK: 9 }, 5],
    [{ ...off, topP: 0.5 }, 1],
    [{ ...off, topP: 0.51 }, 2],
    [{ ...off, topP: 0.875 }, 3],
    [{ ...off, topP: 1e-9 }, 1],
    [{ ...off, minP: 0.25 }, 3],
    [{ ...off, minP: 0.26 }, 2],
    [{ ...off, minP: 0.99 }, 1],
    // Top-p is taken of what top-k left: 0.5 and 0.25 are 2/3 and 1/3.
    [{ topK: 2, topP: 0.66, minP: 0 }, 1],
    [{ topK: 2, topP: 0.67, minP: 0 }, 2],
    [{ topK: 3, topP: 0.9, minP: 0.5 }, 2],
    [off, 5],
  ])('by %j leaves %d of five', (sampling, count) => {
    expect(remaining(logitsOf(next), sampling)?.map(([token]) => token)).toEqual([0, 1, 2, 3, 4].slice(0, count));
  });

  it.each([
    [{ ...off, topK: 4 }, 3],
    [{ ...off, topP: 0.9 }, 3],
    [{ ...off, minP: 0.2 }, 3],
  ])('by %j cannot tell from the best %d', (sampling, known) => {
    expect(remaining(logitsOf(next, known), sampling)).toBeUndefined();
  });

  it('from the best few is that from all, where it can tell', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.record({
          topK: fc.integer({ min: 0, max: 12 }),
          topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
          minP: fc.double({ min: 0, max: 0.99, noNaN: true }),
        }),
        (weights, known, sampling) => {
          const sum = weights.reduce((one, other) => one + other);
          const probabilities = weights.map((weight) => weight / sum).sort((one, other) => other - one);
          const all = remaining(logitsOf(probabilities), sampling);
          const few = remaining(logitsOf(probabilities, known), sampling);
          expect(all?.length).toBeGreaterThan(0);
          if (few !== undefined) expect(few).toEqual(all);
        },
      ),
    );
  });

  it('draws what is left in proportion', () => {
    const random = seededRandom(3);
    const left = remaining(logitsOf(next), { ...off, topK: 2 }) ?? [];
    const draws = 20_000;
    let first = 0;
    for (let count = 0; count < draws; count++) if (drawAmong(left, 1, random) === 0) first += 1;
    expect(Math.abs(first / draws - 2 / 3)).toBeLessThan(0.015);
    expect(() => drawAmong([], 1, random)).toThrow(RangeError);
  });
});

describe('the repeat penalty', () => {
  const next: NextLogits<string> = {
    best: [
      ['a', 2],
      ['b', 1],
      ['c', -1],
    ],
    total: 1 + Math.exp(-1) + Math.exp(-3) + 0.25,
    vocabulary: 9,
  };

  it('makes what was generated less likely, whatever its sign', () => {
    const recent = new RecentTokens<string>();
    for (const token of ['a', 'c', 'a', 'x']) recent.push(token);
    expect(recent.size).toBe(3);
    const { best, total } = recent.penalise(next, 4);
    expect(best).toEqual([
      ['b', 1],
      ['a', 0.5],
      ['c', -4],
    ]);
    // Relative to the new highest one.
    expect(total).toBeCloseTo(next.total * Math.exp(1), 10);
  });

  it('forgets what was long ago', () => {
    const recent = new RecentTokens<string>();
    recent.push('a');
    for (let count = 0; count < 64; count++) recent.push('x');
    expect(recent.penalise(next, 4).best).toEqual(next.best);
  });

  it('of 1 changes nothing', () => {
    const recent = new RecentTokens<string>();
    recent.push('a');
    expect(recent.penalise(next, 1)).toBe(next);
  });
});

describe('stop strings', () => {
  const run = (stops: readonly string[], pieces: readonly string[]) => {
    const strings = new StopStrings(stops);
    const emitted: string[] = [];
    for (const piece of pieces) {
      const { text, isOver } = strings.push(piece);
      emitted.push(text);
      if (isOver) {
        expect([strings.end(), strings.push('more'), strings.end()]).toEqual(['', { text: '', isOver: true }, '']);
        return { emitted, isOver };
      }
    }
    return { emitted: [...emitted, strings.end()], isOver: false };
  };

  test.each<readonly [readonly string[], readonly string[], readonly string[], boolean]>([
    [[], ['a', 'b'], ['a', 'b', ''], false],
    [['END'], ['one END two'], ['one '], true],
    [['END'], ['one E', 'N', 'D two'], ['one ', '', ''], true],
    [['END'], ['one E', 'N', 'X'], ['one ', '', 'ENX', ''], false],
    [['END'], ['one EN'], ['one ', 'EN'], false],
    [['aab'], ['aa', 'ab'], ['', 'a'], true],
    [['two', 'one'], ['zero one two'], ['zero '], true],
    [['b', 'aba'], ['ab', 'a'], ['a'], true],
    [['b', 'aba'], ['aba'], ['a'], true],
    [['ab', 'b'], ['aab'], ['a'], true],
    [['\n\n'], ['a\n', '\nb'], ['a', ''], true],
    [[''], ['a'], ['a', ''], false],
  ])('%j in %j', (stops, pieces, emitted, isOver) => {
    expect(run(stops, pieces)).toEqual({ emitted, isOver });
  });

  it('end a text before the first one to be complete, however it comes in pieces', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 30 });
    const stops = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }), { maxLength: 3 });
    fc.assert(
      fc.property(text, stops, fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }), (whole, given, sizes) => {
        const pieces: string[] = [];
        let rest = whole;
        for (const size of sizes) {
          pieces.push(rest.slice(0, size));
          rest = rest.slice(size);
        }
        const { emitted, isOver } = run(given, [...pieces, rest]);
        const letterByLetter = run(given, Array.from(whole));
        expect([emitted.join(''), isOver]).toEqual([letterByLetter.emitted.join(''), letterByLetter.isOver]);
        expect([whole.startsWith(emitted.join('')), isOver]).toEqual([true, given.some((stop) => whole.includes(stop))]);
        if (!isOver) expect(emitted.join('')).toBe(whole);
      }),
    );
  });
});
