import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Ballot } from '../../src/consensus/ballot.ts';
import type { Decision } from '../../src/consensus/decision.ts';
import type { Election } from '../../src/consensus/election.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { ballot, failed, rulesWith } from './ballots.ts';

const engine = new ConsensusEngine();
const STRATEGIES = ['majority_voting', 'weighted_voting'];

const confidences = fc.oneof(
  fc.constant(null),
  fc.constantFrom(0, 0.25, 0.5, 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

/** Elections of up to six members with up to three samples; weights and answers as given. */
function elections(weights: fc.Arbitrary<number>, answers: fc.Arbitrary<string | null>): fc.Arbitrary<Election> {
  const vote = fc.record({ answer: answers, confidence: confidences, isLost: fc.boolean() });
  const member = fc.record({ weight: weights, votes: fc.array(vote, { minLength: 1, maxLength: 3 }) });
  return fc
    .record({
      members: fc.array(member, { minLength: 1, maxLength: 6 }),
      strategy: fc.constantFrom(...STRATEGIES),
      losses: fc.boolean(),
    })
    .map(({ members, strategy, losses }) => ({
      electorate: members.map(({ weight, votes }, index) => ({ member: `m${index}`, samples: votes.length, weight })),
      ballots: members.flatMap(({ weight, votes }, index) =>
        votes.map(({ answer, confidence, isLost }, sample) => {
          const place = { sample, weight: weight / votes.length };
          return losses && isLost ? failed(`m${index}`, place) : ballot(`m${index}`, answer, { confidence, ...place });
        }),
      ),
      rules: rulesWith({ strategy }),
    }));
}

const weights = fc.oneof(fc.constantFrom(1, 2, 0.1), fc.double({ min: 0.01, max: 100, noNaN: true }));
const answers = fc.constantFrom('p', 'q', 'r', null);
const any = elections(weights, answers);
const equal = elections(fc.constant(1), answers);

const outcome = ({ answer, confidence, agreement, status, tieBreak }: Decision) => ({
  answer,
  confidence,
  agreement,
  status,
  tieBreak,
});
const isUntied = ({ tieBreak }: Decision) => tieBreak === null;
const withBallots = (election: Election, map: (ballot: Ballot) => Ballot): Election => ({
  ...election,
  ballots: election.ballots.map(map),
});

describe('majority_voting and weighted_voting', () => {
  it('do not depend on the order of arrival', () => {
    const shuffled = any.chain((election) =>
      fc
        .shuffledSubarray([...election.ballots], { minLength: election.ballots.length })
        .map((ballots) => ({ election, ballots })),
    );
    fc.assert(
      fc.property(shuffled, ({ election, ballots }) => {
        expect(engine.decideBallots({ ...election, ballots })).toEqual(engine.decideBallots(election));
      }),
    );
  });

  it('are anonymous under equal weights: whoever casts the ballots, the outcome is the same', () => {
    const single = equal.filter(({ electorate }) => electorate.every(({ samples }) => samples === 1));
    fc.assert(
      fc.property(single, (election) => {
        const names = election.electorate.map(({ member }) => member);
        const swapped = withBallots(election, (cast) => ({
          ...cast,
          member: names[names.length - 1 - names.indexOf(cast.member)] ?? '',
        }));
        expect(outcome(engine.decideBallots(swapped))).toEqual(outcome(engine.decideBallots(election)));
      }),
    );
  });

  it('are neutral on untied profiles: renaming the answers renames the winner', () => {
    const renamed = new Map([
      ['p', 'z'],
      ['q', 'a'],
      ['r', 'p'],
    ]);
    const rename = (answer: string | null) => (answer === null ? null : (renamed.get(answer) ?? answer));
    fc.assert(
      fc.property(any, (election) => {
        const before = engine.decideBallots(election);
        fc.pre(isUntied(before));
        const after = engine.decideBallots(withBallots(election, (cast) => ({ ...cast, answer: rename(cast.answer) })));
        expect(outcome(after)).toEqual({ ...outcome(before), answer: rename(before.answer) });
      }),
    );
  });

  it('are unanimous: what all say with full confidence wins with confidence 1', () => {
    fc.assert(
      fc.property(elections(weights, fc.constant('p')), (election) => {
        const certain = withBallots(election, (cast) =>
          ballot(cast.member, 'p', { sample: cast.sample, weight: cast.weight, confidence: 1 }),
        );
        expect(engine.decideBallots(certain)).toMatchObject({
          answer: 'p',
          confidence: 1,
          agreement: 1,
          status: 'decided',
        });
      }),
    );
  });

  it('are monotone: another vote for the winner leaves it the winner, and no less sure', () => {
    fc.assert(
      fc.property(any, fc.nat(), (election, pick) => {
        const before = engine.decideBallots(election);
        fc.pre(before.answer !== null);
        const chosen = election.ballots[pick % election.ballots.length];
        fc.pre(chosen !== undefined && chosen.answer !== before.answer);
        const after = engine.decideBallots(
          withBallots(election, (cast) =>
            cast === chosen ? { ...cast, answer: before.answer, finish: 'stop' } : cast,
          ),
        );
        expect(after.answer).toBe(before.answer);
        expect(after.confidence).toBeGreaterThanOrEqual(before.confidence);
        expect(after.agreement).toBeGreaterThanOrEqual(before.agreement);
      }),
    );
  });

  it('do not depend on the unit of the weights', () => {
    fc.assert(
      fc.property(any, fc.constantFrom(0.001, 0.3, 7, 1e6), (election, factor) => {
        const scaled: Election = {
          ...withBallots(election, (cast) => ({ ...cast, weight: cast.weight * factor })),
          electorate: election.electorate.map((entry) => ({ ...entry, weight: entry.weight * factor })),
        };
        expect(outcome(engine.decideBallots(scaled))).toEqual(outcome(engine.decideBallots(election)));
      }),
    );
  });

  it('give numbers from 0 to 1 with four decimals, and a tally that fits', () => {
    fc.assert(
      fc.property(any, (election) => {
        const { answer, confidence, agreement, tally, text } = engine.decideBallots(election);
        const shares = tally.map(({ share }) => share);
        for (const share of [confidence, agreement, ...shares]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
          expect(share).toBe(Number(share.toFixed(4)));
        }
        expect(tally[0]?.answer ?? null).toBe(answer);
        expect(tally[0]?.share ?? 0).toBe(confidence);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.001);
        expect(text === null).toBe(answer === null);
      }),
    );
  });
});
