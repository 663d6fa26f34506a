import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { search, searchCost, type Level, type SearchInput } from '../../../src/consensus/advisor/search.ts';
import { equalWeights, rightBy } from '../../../src/consensus/advisor/vote-counter.ts';
import { learnWeights } from '../../../src/consensus/advisor/weights.ts';
import { endOf, numbers, row, sheetOf } from './sheets.ts';

const BEAM = 20;

/** Questions of members of which the later ones are better, all of them to choose on. */
function inputOf(members: number, questions: number, seed: number, mostBallots?: number): SearchInput {
  const draw = numbers(seed);
  const letter = (member: number): string => (draw() < 0.3 + (0.5 * member) / members ? 'A' : 'BC'.charAt(draw() * 2));
  const rows = Array.from({ length: questions }, () =>
    row(Array.from({ length: members }, (_, member) => letter(member)).join('')),
  );
  const sheet = sheetOf(rows);
  const places = Int32Array.from(rows.keys());
  const majority = equalWeights(sheet);
  const hits = sheet.members.map((_, member) => count(rightBy(sheet, places, Int32Array.of(member), majority)));
  const weighted = { weights: learnWeights(sheet, places, 3), byConfidence: true };
  return { sheet, questions: places, majority, weighted, hits, ...(mostBallots !== undefined && { mostBallots }) };
}

const count = (right: Uint8Array): number => right.reduce((sum, value) => sum + value, 0);

interface Scored {
  readonly members: readonly number[];
  readonly majority: number;
  readonly weighted: number;
}

/** A level, by sorting what a level may hold. */
function reference(input: SearchInput, candidates: readonly (readonly number[])[]) {
  const { sheet, questions, majority, weighted, hits } = input;
  const scored = candidates.map((members): Scored => {
    const places = Int32Array.from(members);
    const by = (counting: SearchInput['majority']) => count(rightBy(sheet, questions, places, counting));
    return { members, majority: by(majority), weighted: by(weighted) };
  });
  const key = ({ majority: one, weighted: other }: Scored): number => Math.max(one, other) * 1000 + one + other;
  const losing = scored.filter(
    ({ members, majority: own }) => own < Math.max(...members.map((member) => hits[member] ?? 0)),
  );
  return {
    tried: candidates.length,
    losing: losing.length,
    byMember: sheet.members.map((_, member) => losing.filter(({ members }) => members.includes(member)).length),
    best: [...scored].sort((one, other) => key(other) - key(one)).slice(0, BEAM),
  };
}

const plain = ({ tried, losing, best }: Level) => ({
  ...{ tried, losing: losing.count, byMember: Array.from(losing.byMember) },
  best: best.map(({ members, majority, weighted }) => ({ members: Array.from(members), majority, weighted })),
});

function setsOf(members: number, size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return setsOf(members, size - 1).flatMap((set) =>
    Array.from({ length: members }, (_, member) => member)
      .filter((member) => member > (set.at(-1) ?? -1))
      .map((member) => [...set, member]),
  );
}

function extended(below: readonly (readonly number[])[], members: number): readonly (readonly number[])[] {
  const all = below.flatMap((set) =>
    Array.from({ length: members }, (_, member) => member)
      .filter((member) => !set.includes(member))
      .map((member) => [...set, member].sort((one, other) => one - other)),
  );
  return [...new Map(all.map((set) => [set.join(), set])).values()];
}

const sizes = fc.record({
  members: fc.integer({ min: 4, max: 8 }),
  questions: fc.integer({ min: 1, max: 12 }),
  seed: fc.nat(10_000),
});

describe('the search', () => {
  it('tries all committees, and keeps the best of them in order', () => {
    fc.assert(
      fc.property(sizes, ({ members, questions, seed }) => {
        const input = inputOf(members, questions, seed);
        const levels = endOf(search(input, [3, 4]));
        expect(levels.map(({ size, searched }) => [size, searched])).toEqual([
          [3, 'all'],
          [4, 'all'],
        ]);
        expect(levels.map(plain)).toEqual([3, 4].map((size) => reference(input, setsOf(members, size))));
        const cost = [3, 4].reduce((sum, size) => sum + setsOf(members, size).length * questions * size, 0);
        expect(searchCost(input, [3, 4])).toBe(cost);
      }),
      { numRuns: 60 },
    );
  });

  it('builds on the best of the size below where all are too many', () => {
    fc.assert(
      fc.property(sizes, ({ members, questions, seed }) => {
        const input = inputOf(members, questions, seed, 0);
        const pairs = reference(input, setsOf(members, 2));
        const triples = reference(
          input,
          extended(
            pairs.best.map((one) => one.members),
            members,
          ),
        );
        const fours = reference(
          input,
          extended(
            triples.best.map((one) => one.members),
            members,
          ),
        );
        const [three, four, ...more] = endOf(search(input, [3, 4]));
        expect([three?.size, three?.searched, four?.size, four?.searched, more.length]).toEqual([
          3,
          'greedy',
          4,
          'greedy',
          0,
        ]);
        expect(three && plain(three)).toEqual(triples);
        expect(four && plain(four)).toEqual(fours);
        const cost = [2, 3, 4].reduce((sum, size) => sum + BEAM * (members - size + 1) * questions * size, 0);
        expect(searchCost(input, [3, 4])).toBe(cost);
      }),
      { numRuns: 60 },
    );
  });

  it('takes as many ballots as it may for quick', () => {
    // Four committees of three on five questions.
    const quick = 4 * 5 * 3;
    expect(endOf(search(inputOf(4, 5, 1, quick), [3]))[0]?.searched).toBe('all');
    expect(endOf(search(inputOf(4, 5, 1, quick - 1), [3]))[0]?.searched).toBe('greedy');
  });

  it('tells of the ballots that it has counted', () => {
    const input = inputOf(5, 7, 3);
    const steps = [...search(input, [3])];
    expect(steps).toEqual(Array.from({ length: 10 }, () => 7 * 3));
  });
});
