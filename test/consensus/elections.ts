/** Arbitrary elections, for properties. */
import type { Election } from '../../src/consensus/election.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import fc from '../support/fast-check.ts';
import { ballot, failed, rulesWith } from './ballots.ts';

/** The built-in strategies. */
export const STRATEGIES = new ConsensusEngine().strategies;

/** Weights of members. */
export const weights = fc.oneof(fc.constantFrom(1, 2, 0.1), fc.double({ min: 0.01, max: 100, noNaN: true }));

/** Answers of ballots, and abstentions. */
export const answers = fc.constantFrom('p', 'q', 'r', null);

const confidences = fc.oneof(
  fc.constant(null),
  fc.constantFrom(0, 0.25, 0.5, 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

const CANDIDATES = ['p', 'q', 'r', 's'];
/** Rankings of some of four candidates. */
export const rankings = fc.subarray(CANDIDATES).chain((some) => fc.shuffledSubarray(some, { minLength: some.length }));

/**
 * Elections of up to six members with up to three samples; weights and answers as given. Responses differ in length,
 * time and end; some have rankings.
 */
export function elections(
  weights: fc.Arbitrary<number>,
  answers: fc.Arbitrary<string | null>,
  strategies: readonly string[] = STRATEGIES,
): fc.Arbitrary<Election> {
  const vote = fc.record({
    answer: answers,
    confidence: confidences,
    isLost: fc.boolean(),
    more: fc.record(
      {
        ranking: rankings,
        text: fc.constantFrom('', 'p', 'q q', 'p q r'),
        finish: fc.constant('length' as const),
        latencyMs: fc.constantFrom(0, 1, 50),
      },
      { requiredKeys: [] },
    ),
  });
  const member = fc.record({ weight: weights, votes: fc.array(vote, { minLength: 1, maxLength: 3 }) });
  return fc
    .record({
      members: fc.array(member, { minLength: 1, maxLength: 6 }),
      strategy: fc.constantFrom(...strategies),
      losses: fc.boolean(),
    })
    .map(({ members, strategy, losses }) => ({
      electorate: members.map(({ weight, votes }, index) => ({ member: `m${index}`, samples: votes.length, weight })),
      ballots: members.flatMap(({ weight, votes }, index) =>
        votes.map(({ answer, confidence, isLost, more }, sample) => {
          const place = { sample, weight: weight / votes.length };
          return losses && isLost
            ? failed(`m${index}`, place)
            : ballot(`m${index}`, answer, { ...more, confidence, ...place });
        }),
      ),
      rules: rulesWith({ strategy }),
    }));
}
