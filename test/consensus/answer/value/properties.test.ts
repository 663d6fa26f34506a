import { describe, expect, it } from '@jest/globals';
import { keyOf } from '../../../../src/consensus/answer/value/key.ts';
import { readCanonical, readValue } from '../../../../src/consensus/answer/value/read.ts';
import { shownValue } from '../../../../src/consensus/answer/value/show.ts';
import fc from '../../../support/fast-check.ts';
import { keyOfPhrase } from './reading.ts';
import { expression, trees, typographies, written } from './trees.ts';

/** A number of renderings that belong to few trees, so that some of them are equal. */
const renderings = fc
  .array(trees, { minLength: 1, maxLength: 2 })
  .chain((few) => fc.array(fc.tuple(fc.constantFrom(...few), typographies), { minLength: 3, maxLength: 3 }))
  .map((drawn) => drawn.map(([tree, typography]) => written(tree, typography)));

describe('values', () => {
  it('are the same in every typography', () => {
    fc.assert(
      fc.property(trees, typographies, typographies, (tree, one, other) => {
        const phrases = [written(tree, one), written(tree, other)];
        const [first, second] = phrases.map((phrase) => keyOfPhrase(phrase));
        expect([...phrases, second]).toEqual([...phrases, first]);
      }),
      { numRuns: 300 },
    );
  });

  it('are read back from their canonical strings', () => {
    fc.assert(
      fc.property(trees, typographies, (tree, typography) => {
        const phrase = written(tree, typography);
        const value = readValue(phrase);
        if (value === null) return;
        const canonical = shownValue(value);
        const again = readCanonical(canonical);
        expect([phrase, canonical, again === null ? null : keyOf(again)]).toEqual([phrase, canonical, keyOf(value)]);
        expect(again === null ? null : shownValue(again)).toBe(canonical);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['k·m/h of degrees', '\\frac{km}{h}^\\circ'],
    ['a base that is a fraction', '12_{31/3}'],
    ['rows of one cell', '[[1],[2,3]]'],
  ])('are read back: %s', (_, phrase) => {
    const value = readValue(phrase);
    const again = value === null ? null : readCanonical(shownValue(value));
    expect(value).not.toBeNull();
    expect(again === null ? null : keyOf(again)).toBe(value === null ? undefined : keyOf(value));
  });

  it('are mostly read', () => {
    const read = fc
      .sample(fc.tuple(trees, typographies), 300)
      .filter(([tree, typography]) => readValue(written(tree, typography)) !== null);
    expect(read.length).toBeGreaterThan(240);
  });

  it('are equal reflexively, symmetrically and transitively', () => {
    const equal = (one: string, other: string): boolean => {
      const [a, b] = [keyOfPhrase(one), keyOfPhrase(other)];
      return a !== null && a === b;
    };
    fc.assert(
      fc.property(renderings, ([a = '', b = '', c = '']) => {
        expect(equal(a, a)).toBe(keyOfPhrase(a) !== null);
        expect(equal(a, b)).toBe(equal(b, a));
        if (equal(a, b) && equal(b, c)) expect(equal(a, c)).toBe(true);
      }),
    );
  });

  it('of sets do not depend on the order of their items', () => {
    const items = fc.array(fc.tuple(expression, typographies), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(items, (drawn) => {
        const phrases = drawn.map(([tree, typography]) => written(tree, { ...typography, style: 'plain' }));
        const values = [phrases, [...phrases].reverse()].map((order) => readValue(order.join('; ')));
        const [one, other] = values.map((value) => (value === null ? null : keyOf(value)));
        expect([phrases, one]).toEqual([phrases, other]);
      }),
    );
  });
});
