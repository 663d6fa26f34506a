import { describe, expect, it } from '@jest/globals';
import { drawnVoters, leastBusyVoters } from '../../src/pipeline/choose-voters.ts';
import type { Voter } from '../../src/pipeline/prompt.ts';
import { voter } from './voter.ts';

const names = (voters: readonly Voter[]) => voters.map(({ member }) => member).join(' ');

describe('the least busy voters', () => {
  const voters = [voter('a'), voter('b', { weight: 2 }), voter('c', { weight: 2 }), voter('d')];
  const busy = (shares: Readonly<Record<string, number>>) => new Map(Object.entries(shares));

  it.each([
    ['the smallest share of slots in use wins', 2, { a: 0, b: 1, c: 0.5, d: 0.25 }, 'a d'],
    ['equals go by weight, then by their order', 2, { a: 0, b: 0, c: 0, d: 0 }, 'b c'],
    ['the share counts before the weight', 1, { a: 0, b: 0.1, c: 0.1, d: 0 }, 'a'],
    ['a queue is worse than full slots', 3, { a: 3, b: 1, c: 1, d: 1 }, 'b c d'],
    ['who has no slot now comes last', 2, { a: 9, d: 9 }, 'a d'],
    ['and those go by weight, then by their order', 2, { d: 9 }, 'b d'],
    ['all are chosen when all are asked', 4, {}, 'a b c d'],
  ])('%s', (_, count, shares, expected) => {
    expect(names(leastBusyVoters(voters, count, busy(shares)))).toBe(expected);
  });

  it('fill up with those that cannot answer, only where the others are too few', () => {
    const some = [voter('a', { missing: 'given up', weight: 9 }), voter('b'), voter('c', { missing: 'drained' })];
    const shares = busy({ b: 5 });
    expect([1, 2, 3].map((count) => names(leastBusyVoters(some, count, shares)))).toEqual(['b', 'a b', 'a b c']);
  });
});

describe('voters drawn by weight', () => {
  const voters = [voter('a', { weight: 5 }), voter('b', { weight: 3 }), voter('c', { weight: 2 })];
  const SEEDS = 20_000;
  /** How often each outcome is drawn, as a share. */
  const shares = (count: number) => {
    const outcomes = new Map<string, number>();
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const outcome = names(drawnVoters(voters, count, seed));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1 / SEEDS);
    }
    return outcomes;
  };

  it('are one of three in proportion to its weight', () => {
    const drawn = shares(1);
    expect([...drawn.keys()].sort()).toEqual(['a', 'b', 'c']);
    for (const { member, weight } of voters)
      expect(Math.abs((drawn.get(member) ?? 0) - weight / 10)).toBeLessThan(0.01);
  });

  it('are two of three as if drawn one after the other without being put back', () => {
    const drawn = shares(2);
    expect([...drawn.keys()].sort()).toEqual(['a b', 'a c', 'b c']);
    const either = (one: number, other: number) =>
      (one / 10) * (other / (10 - one)) + (other / 10) * (one / (10 - other));
    expect(Math.abs((drawn.get('a b') ?? 0) - either(5, 3))).toBeLessThan(0.01);
    expect(Math.abs((drawn.get('a c') ?? 0) - either(5, 2))).toBeLessThan(0.01);
  });

  it('are the same ones for the same seed, in whatever order they stand', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const drawn = drawnVoters(voters, 2, seed);
      expect(new Set(drawnVoters(voters.toReversed(), 2, seed))).toEqual(new Set(drawn));
      expect(drawn).toEqual(voters.filter((one) => drawn.includes(one)));
    }
  });

  it('fill up with those that cannot answer, only where the others are too few', () => {
    const some = [voter('a', { missing: 'given up', weight: 1e9 }), voter('b'), voter('c')];
    for (let seed = 0; seed < 50; seed += 1) {
      expect(names(drawnVoters(some, 2, seed))).toBe('b c');
      expect(names(drawnVoters(some, 3, seed))).toBe('a b c');
    }
  });

  it('are drawn however small or large their weights are', () => {
    const extreme = [voter('a', { weight: Number.MIN_VALUE }), voter('b', { weight: Number.MAX_VALUE })];
    for (let seed = 0; seed < 50; seed += 1) expect(names(drawnVoters(extreme, 1, seed))).toBe('b');
  });
});
