import { describe, expect, test } from '@jest/globals';
import { Bootstrap } from '../../src/bench/bootstrap.ts';
import { compare } from '../../src/bench/compare.ts';

/** Marks of `count` questions, the first `right` of them right. */
const marks = (name: string, right: number, count: number) => ({
  name,
  right: Array.from({ length: count }, (_, index) => index < right),
});

describe('two rows on the same questions', () => {
  test.each([
    ['all the same', 50, 50, 100, 0, false],
    ['five more of ten: no test could tell', 10, 5, 10, 0.5, false],
    ['six more of ten', 10, 4, 10, 0.6, true],
    ['six fewer of a hundred', 60, 66, 100, -0.06, true],
    ['one more of a thousand', 901, 900, 1000, 0.001, false],
  ])('%s', (_, one, other, count, difference, significant) => {
    const found = compare(marks('a', one, count), marks('b', other, count), new Bootstrap(count, 1));
    expect(found).toMatchObject({ a: 'a', b: 'b', difference, significant });
    expect(found.ci[0]).toBeLessThanOrEqual(difference);
    expect(found.ci[1]).toBeGreaterThanOrEqual(difference);
  });

  test('that part often, but evenly, do not differ', () => {
    const even = Array.from({ length: 40 }, (_, index) => index % 2 === 0);
    const found = compare(
      { name: 'a', right: even },
      { name: 'b', right: even.map((right) => !right) },
      new Bootstrap(40, 1),
    );
    expect(found).toMatchObject({ difference: 0, significant: false });
  });
});
