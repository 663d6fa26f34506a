import { describe, expect, it, test } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { RecentTokens } from '../../src/models/llama/recent-tokens.ts';
import { remaining } from '../../src/models/llama/truncate.ts';
import { PENALISED } from '../../src/models/sampling.ts';
import { StopStrings } from '../../src/models/stop-strings.ts';

describe('truncation', () => {
  const candidates = [0.5, 0.25, 0.125, 0.0625, 0.0625].map((probability, token) => [token, probability] as const);
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
    expect(remaining(candidates, sampling)).toEqual(candidates.slice(0, count));
  });

  it('leaves the first ones, at least one, and more the wider it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 }),
        fc.record({
          topK: fc.integer({ min: 1, max: 12 }),
          topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
          minP: fc.double({ min: 0, max: 0.99, noNaN: true }),
        }),
        (weights, sampling) => {
          const sum = weights.reduce((one, other) => one + other);
          const all = weights
            .sort((one, other) => other - one)
            .map((weight, token) => [token, weight / sum] as const);
          const left = remaining(all, sampling);
          expect(left).toEqual(all.slice(0, Math.max(1, left.length)));
          for (const wider of [{ topK: 0 }, { topP: 1 }, { minP: 0 }])
            expect(remaining(all, { ...sampling, ...wider }).length).toBeGreaterThanOrEqual(left.length);
        },
      ),
    );
  });
});

describe('the recent tokens', () => {
  it('are the last ones that a penalty looks at, oldest first', () => {
    const recent = new RecentTokens<number>();
    expect(recent.list()).toEqual([]);
    for (let token = 0; token < PENALISED + 2; token++) recent.push(token);
    expect(recent.list()).toEqual(Array.from({ length: PENALISED }, (_, index) => index + 2));
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
