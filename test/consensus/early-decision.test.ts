import { describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import type { Ballot, ElectorateEntry } from '../../src/consensus/ballot.ts';
import type { Election } from '../../src/consensus/election.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { ballot, electionOf, failed, rulesWith, voters } from './ballots.ts';

const engine = new ConsensusEngine().register('mine', (ballots) => ({
  answer: ballots[0]?.answer ?? null,
  confidence: 1,
}));

/** An answer nobody has given, before all others in the order of answers. */
const NEWCOMER = '!';
const ANSWERS = ['p', 'q', 'r'];
/** Two of these say the same in other words. */
const FREE_TEXTS = [
  'plants make sugar out of light, water and carbon dioxide',
  'out of water, carbon dioxide and light plants make their sugar',
  'a king turned all that he touched into gold and was sorry for it',
];
const [FREE_TEXT = '', SAME_TEXT = ''] = FREE_TEXTS;

/** All the ballots a place may turn out to be: any answer at extreme and middling confidence, an abstention, a failure. */
function possibilities(member: string, sample: number, weight: number, answers: readonly string[]): readonly Ballot[] {
  const votes = answers.flatMap((answer) =>
    [0, 0.5, 1, null].map((confidence) => ballot(member, answer, { sample, weight, confidence })),
  );
  return [...votes, ballot(member, null, { sample, weight }), failed(member, { sample, weight })];
}

/** The outcomes of all the ways in which the ballots still out may fall, by deciding each. */
function outcomes(
  { electorate, ballots, rules }: Election,
  answers: readonly string[] = [NEWCOMER, ...ANSWERS],
): ReadonlySet<string> {
  const places = electorate.flatMap(({ member, samples, weight, missing }) => {
    const open = missing === undefined ? Array.from({ length: samples }, (_, sample) => sample) : [];
    return open
      .filter((sample) => !ballots.some((cast) => cast.member === member && cast.sample === sample))
      .map((sample) => possibilities(member, sample, weight / samples, answers));
  });
  const completions = places.reduce<readonly (readonly Ballot[])[]>(
    (partial, choices) => partial.flatMap((chosen) => choices.map((choice) => [...chosen, choice])),
    [[]],
  );
  return new Set(
    completions.map((rest) => {
      const { answer, status } = engine.decideBallots({ electorate, ballots: [...ballots, ...rest], rules });
      return JSON.stringify([answer, status]);
    }),
  );
}

/** Partial elections with at most two ballots still out, rich in ties. */
const partialElections = (strategies: readonly string[], answers: readonly string[]): fc.Arbitrary<Election> =>
  fc
    .array(
      fc.record({
        samples: fc.integer({ min: 1, max: 2 }),
        weight: fc.constantFrom(1, 1, 1, 2, 0.5, 3),
        isMissing: fc.integer({ max: 6, min: 0 }),
      }),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .chain((members) => {
      const electorate = members.map(({ samples, weight, isMissing }, index): ElectorateEntry => {
        return { member: `m${index}`, samples, weight, ...(isMissing === 0 ? { missing: 'away' } : {}) };
      });
      const places = electorate.flatMap(({ member, samples, weight, missing }) =>
        missing === undefined
          ? Array.from({ length: samples }, (_, sample) => ({ member, sample, weight: weight / samples }))
          : [],
      );
      const vote = fc.record({
        answer: fc.constantFrom('p', 'p', ...answers, null),
        confidence: fc.constantFrom(null, 1, 0.5, 0.25, 0),
        finish: fc.constantFrom(
          'stop' as const,
          'stop' as const,
          'stop' as const,
          'length' as const,
          'error' as const,
          'cancelled' as const,
        ),
      });
      return fc
        .record({
          out: fc.shuffledSubarray([...places.keys()], { maxLength: Math.min(2, places.length) }),
          votes: fc.array(vote, { minLength: places.length, maxLength: places.length }),
          strategy: fc.constantFrom(...strategies),
          confidenceThreshold: fc.constantFrom(0, 0.25, 0.5, 0.6667, 0.8, 1),
          minAgreement: fc.constantFrom(0, 0.5, 0.6667, 0.75, 1),
          quorum: fc.constantFrom(null, null, 1, 2, 3, 6),
        })
        .map(({ out, votes, ...rules }) => ({
          electorate,
          ballots: places.flatMap(({ member, sample, weight }, index) => {
            const { answer, ...rest } = votes[index] ?? { answer: null };
            return out.includes(index) ? [] : [ballot(member, answer, { sample, weight, ...rest })];
          }),
          rules: rulesWith(rules),
        }));
    });

describe('early decision', () => {
  /** Every ballot that is in has a confidence. */
  const known = partialElections(['majority_voting', 'weighted_voting'], ANSWERS).map((election) => ({
    ...election,
    ballots: election.ballots.map((cast) => ({ ...cast, confidence: cast.confidence ?? 1 })),
  }));

  it('is settled exactly when every completion has the same outcome', () => {
    fc.assert(
      fc.property(known, (election) => {
        expect(engine.isSettled(election)).toBe(outcomes(election).size === 1);
      }),
      { numRuns: 1500 },
    );
  });

  it('is never settled before, where ballots without a confidence are worth what the others make of them', () => {
    fc.assert(
      fc.property(partialElections(['majority_voting', 'weighted_voting'], ANSWERS), (election) => {
        if (engine.isSettled(election)) expect(outcomes(election).size).toBe(1);
      }),
      { numRuns: 1500 },
    );
  });

  it('is settled by auto only when every completion has the same outcome, free texts among them', () => {
    fc.assert(
      fc.property(partialElections(['auto'], ['q', ...FREE_TEXTS]), (election) => {
        fc.pre(engine.isSettled(election));
        expect(outcomes(election, [NEWCOMER, 'p', 'q', ...FREE_TEXTS]).size).toBe(1);
      }),
      { numRuns: 200 },
    );
  });

  const under = (answers: readonly (string | null)[], members: number, rules = {}) => {
    const names = Array.from({ length: members }, (_, index) => String.fromCharCode(97 + index));
    return engine.isSettled({ ...electionOf(answers, rules), electorate: voters(...names) });
  };

  it.each([
    ['two of two of three', ['x', 'x'], 3, {}, true],
    [
      'two of two of three where three must agree',
      ['x', 'x'],
      3,
      { confidenceThreshold: 0.8, minAgreement: 0.7 },
      false,
    ],
    ['one of three', ['x'], 3, {}, false],
    ['two that differ', ['x', 'y'], 3, {}, false],
    ['three of five', ['x', 'x', 'x'], 5, {}, true],
    ['three of five without the quorum of four', ['x', 'x', 'x'], 5, { quorum: 4 }, false],
    ['three of five with a quorum out of reach', ['x', 'x', 'x'], 5, { quorum: 6 }, true],
    ['three of five, all of whom must answer', ['x', 'x', 'x'], 5, { quorum: 5 }, false],
    ['three of five, confidence open', ['x', 'x', 'x'], 5, { confidenceThreshold: 0.8, minAgreement: 0 }, false],
    ['three of five, agreement open', ['x', 'x', 'x'], 5, { confidenceThreshold: 0, minAgreement: 0.8 }, false],
    ['three of five after one that differs', ['y', 'x', 'x', 'x'], 5, { minAgreement: 0.3 }, true],
    ['two against one of four: a tie may go either way', ['y', 'y', 'x'], 4, {}, false],
    ['two against one of four: a tie would go to the winner, and be no decision', ['x', 'x', 'y'], 4, {}, false],
    [
      'two against one of four, not enough in any case',
      ['x', 'x', 'y'],
      4,
      { strategy: 'majority_voting', minAgreement: 0.8 },
      true,
    ],
    ['three against none of four', ['x', 'x', 'x'], 4, {}, true],
    ['three against one of five: a tie is out of reach', ['x', 'x', 'y', 'x'], 5, {}, true],
    ['two of four: the others may make it a tie', ['x', 'x'], 4, {}, false],
    ['two against one of four by auto: free texts may yet decide', ['x', 'x', 'y'], 4, {}, false],
    [
      'two of three free texts that are one: a third may be the short fact in them',
      [FREE_TEXT, FREE_TEXT],
      3,
      {},
      false,
    ],
    ['two of three free texts', [FREE_TEXT, SAME_TEXT], 3, {}, false],
    ['nothing yet', [], 3, {}, false],
    ['nobody to wait for', [], 0, {}, true],
    ['all abstained so far', [null, null], 3, {}, false],
    ['all in', ['x', 'y', 'z'], 3, {}, true],
    ['a tolerance that may regroup answers', ['1', '1'], 3, { options: { numericTolerance: 0.1 } }, false],
    ['another strategy', ['x', 'x'], 3, { strategy: 'mine' }, false],
    ['another strategy, all in', ['x', 'x'], 2, { strategy: 'mine' }, true],
  ] as const)('%s', (_, answers, members, rules, settled) => {
    expect(under(answers, members, rules)).toBe(settled);
  });

  it.each([
    ['they have one, and are sure enough', [0.9, 0.9], {}, true],
    ['they have none, and the third may say how little that is worth', [null, null], {}, false],
    [
      'one has none, but is sure enough with whatever the third brings',
      [null, 0.9],
      { confidenceThreshold: 0.4 },
      true,
    ],
    ['one has none, and the third decides whether that is enough', [null, 0.9], { confidenceThreshold: 0.6 }, false],
    ['they are not sure enough in any case', [null, 0.4], { confidenceThreshold: 0.9 }, true],
    ['none of them counts', [null, null], { strategy: 'majority_voting' }, true],
  ] as const)('under weighted_voting, two of three agree and %s', (_, [one, other], rules, settled) => {
    const ballots = [ballot('a', 'x', { confidence: one }), ballot('b', 'x', { confidence: other })];
    const electorate = voters('a', 'b', 'c');
    const election = { electorate, ballots, rules: rulesWith({ strategy: 'weighted_voting', ...rules }) };
    expect(engine.isSettled(election)).toBe(settled);
    expect(outcomes(election).size === 1).toBe(settled);
  });

  it('does not wait for members that are missing', () => {
    const electorate = voters('a', 'b', 'c').map((entry) =>
      entry.member === 'c' ? { ...entry, missing: 'away' } : entry,
    );
    expect(engine.isSettled({ ...electionOf(['x', 'y']), electorate })).toBe(true);
  });
});

describe('ballotsNeeded', () => {
  const needed = (answers: readonly (string | null)[], rules = {}) => engine.ballotsNeeded(electionOf(answers, rules));

  it.each([
    [['x', 'x', 'x'], {}, 2],
    [['x', 'y', 'x'], {}, 3],
    [['x', null, 'x'], {}, 3],
    [['x', 'x', 'x', 'x', 'x'], {}, 3],
    [['x', 'x', 'x'], { confidenceThreshold: 1, quorum: 3 }, 2],
    [[null, null, null], {}, 3],
    [['x'], {}, 1],
    [[], {}, 0],
    [['x', 'x', 'x'], { strategy: 'mine' }, 3],
    [['x', 'x', 'x'], { strategy: 'weighted_voting' }, 2],
    [['x', 'x', 'x'], { options: { similarityThreshold: 0.5 } }, 3],
  ] as const)('of %j under %j is %d', (answers, rules, count) => {
    expect(needed(answers, rules)).toBe(count);
  });

  it('goes by the order given', () => {
    const election = electionOf(['x', 'y', 'y', 'y']);
    expect(engine.ballotsNeeded(election)).toBe(4);
    expect(engine.ballotsNeeded({ ...election, ballots: [...election.ballots].reverse() })).toBe(3);
  });

  it('counts invalid ballots too, and waits for those that never came', () => {
    const electorate = voters('a', 'b', 'c');
    expect(engine.ballotsNeeded({ electorate, ballots: [failed('a'), ballot('b', 'x')], rules: rulesWith() })).toBe(2);
    const ballots = [failed('a'), ballot('b', 'x'), ballot('c', null)];
    expect(engine.ballotsNeeded({ electorate, ballots, rules: rulesWith() })).toBe(3);
  });

  it('is the first prefix after which the answer stays, whatever the thresholds', () => {
    const votes = fc.array(fc.constantFrom('p', 'q', null), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(votes, (answers) => {
        const election = electionOf(answers);
        const isStable = (prefix: number) => {
          const { answer } = engine.decideBallots({ ...election, ballots: election.ballots.slice(0, prefix) });
          // A quorum out of reach settles the status.
          const rules = rulesWith({ quorum: 7 });
          return (
            answer !== null && engine.isSettled({ ...election, rules, ballots: election.ballots.slice(0, prefix) })
          );
        };
        const first = answers.findIndex((_, prefix) => isStable(prefix));
        expect(engine.ballotsNeeded(election)).toBe(first === -1 ? answers.length : first);
      }),
    );
  });
});
