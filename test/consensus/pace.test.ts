import { describe, expect, it } from '@jest/globals';
import { mayBegin, samplesBegun } from '../../src/consensus/pace.ts';
import { ballot, rulesWith } from './ballots.ts';

describe('the pace of samples', () => {
  it.each([
    [0, [], true],
    [0, [0, 0, 0], true],
    [1, [1, 0, 0], false],
    [1, [1, 1, 0], true],
    [2, [2, 1, 2], true],
    [2, [2, 1, 2, 1], false],
    [1, [1], true],
  ])('sample %d may begin when %j are in: %p', (sample, ended, may) => {
    expect(mayBegin(sample, ended)).toBe(may);
  });

  const begun = (order: readonly (readonly [member: string, sample: number])[], missing: readonly string[] = []) => {
    const electorate = ['a', 'b', 'c', 'd'].map((member) => ({
      member,
      samples: 3,
      weight: 1,
      ...(missing.includes(member) && { missing: 'gone' }),
    }));
    const ballots = order.map(([member, sample]) => ballot(member, '1', { sample, weight: 1 / 3 }));
    return Object.fromEntries(samplesBegun({ electorate, ballots, rules: rulesWith() }));
  };

  it('has begun one sample of each member before any ballot', () => {
    expect(begun([])).toEqual({ a: 1, b: 1, c: 1, d: 1 });
  });

  it('counts the sample of the last ballot as begun, whatever the others did', () => {
    const order = [
      ['a', 0],
      ['b', 0],
      ['a', 1],
    ] as const;
    expect(begun(order)).toEqual({ a: 2, b: 1, c: 1, d: 1 });
  });

  it('leaves out who is missing', () => {
    const order = [
      ['a', 0],
      ['b', 0],
      ['c', 0],
    ] as const;
    expect(begun(order)).toEqual({ a: 1, b: 1, c: 1, d: 1 });
    expect(begun(order, ['d'])).toEqual({ a: 2, b: 2, c: 1 });
  });

  it('never begins more samples than there are', () => {
    const order = ['a', 'b', 'c', 'd'].flatMap((member) => [0, 1, 2].map((sample) => [member, sample] as const));
    expect(begun([...order, ['a', 2]])).toEqual({ a: 3, b: 3, c: 3, d: 3 });
  });
});
