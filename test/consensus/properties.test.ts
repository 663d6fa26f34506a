import { describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { isValid, type Ballot } from '../../src/consensus/ballot.ts';
import type { Decision } from '../../src/consensus/decision.ts';
import type { Election } from '../../src/consensus/election.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { FACTORS } from '../../src/consensus/factors.ts';
import { ballot, electionOf, rulesWith } from './ballots.ts';
import { answers, elections, rankings, STRATEGIES, weights } from './elections.ts';

const engine = new ConsensusEngine();
/** Those in which a ballot adds to its own answer only: shares add up to 1 at most. */
const ADDITIVE = ['majority_voting', 'weighted_voting', 'ranking'];
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

/** `ranking` with `candidate` one place higher, or at its end where it was not in it. */
function raised(ranking: readonly string[], candidate: string): readonly string[] {
  const place = ranking.indexOf(candidate);
  const others = ranking.filter((name) => name !== candidate);
  return others.toSpliced(place === -1 ? others.length : Math.max(0, place - 1), 0, candidate);
}

describe('all strategies', () => {
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
        const after = engine.decideBallots(
          withBallots(election, (cast) => ({
            ...cast,
            answer: rename(cast.answer),
            ...(cast.ranking === undefined ? {} : { ranking: cast.ranking.map((name) => rename(name) ?? name) }),
          })),
        );
        expect(outcome(after)).toEqual({ ...outcome(before), answer: rename(before.answer) });
      }),
    );
  });

  it('are unanimous: what all say with full confidence wins with confidence 1', () => {
    const all = fc.constant('p');
    // The members' weights are a factor of ranking, so there they must be equal.
    const unequal = elections(
      weights,
      all,
      STRATEGIES.filter((name) => name !== 'ranking'),
    );
    const even = elections(fc.constant(3), all);
    fc.assert(
      fc.property(fc.oneof(unequal, even), (election) => {
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

  it('are monotone, majority_voting and weighted_voting: one more vote leaves the winner, and no less sure', () => {
    const votes = elections(weights, answers, ['majority_voting', 'weighted_voting']);
    fc.assert(
      fc.property(votes, fc.nat(), (election, pick) => {
        const before = engine.decideBallots(election);
        fc.pre(before.answer !== null);
        const chosen = election.ballots[pick % election.ballots.length];
        fc.pre(chosen !== undefined && chosen.answer !== before.answer);
        // A ballot that did not count before changes what is assumed for those without a confidence.
        fc.pre(before.assumedConfidence === undefined || (isValid(chosen) && chosen.answer !== null));
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

  it.each(['borda_count', 'copeland'])(
    'are monotone, %s: the winner raised in a ranking stays the winner, and no less sure',
    (strategy) => {
      const ballots = fc.array(fc.tuple(rankings, weights), { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(ballots, fc.nat(), (cast, pick) => {
          const election = (raise: string | null): Election => ({
            electorate: cast.map(([, weight], index) => ({ member: `m${index}`, samples: 1, weight })),
            ballots: cast.map(([ranking, weight], index) =>
              ballot(`m${index}`, null, {
                weight,
                ranking: raise !== null && index === pick % cast.length ? raised(ranking, raise) : ranking,
              }),
            ),
            rules: rulesWith({ strategy }),
          });
          const before = engine.decideBallots(election(null));
          const { answer } = before;
          fc.pre(answer !== null);
          const after = engine.decideBallots(election(answer));
          expect(after.answer).toBe(answer);
          expect(after.confidence).toBeGreaterThanOrEqual(before.confidence);
        }),
      );
    },
  );

  it('agree on the winner of plain votes: one sample each, equal weights, no confidences, like responses', () => {
    const votes = fc.array(fc.constantFrom('p', 'q', 'r', null), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(votes, (list) => {
        const winners = STRATEGIES.map((strategy) => engine.decideBallots(electionOf(list, { strategy })).answer);
        expect(new Set(winners).size).toBe(1);
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
        const { strategy, answer, confidence, agreement, tally, text, factors = [] } = engine.decideBallots(election);
        const shares = tally.map(({ share }) => share);
        const cells = factors.flatMap((row) => [row.score, ...FACTORS.map((factor) => row[factor])]);
        for (const share of [confidence, agreement, ...shares, ...cells]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
          expect(share).toBe(Number(share.toFixed(4)));
        }
        expect(tally[0]?.answer ?? null).toBe(answer);
        expect(tally[0]?.share ?? 0).toBe(confidence);
        if (ADDITIVE.includes(strategy))
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.001);
        if (strategy === 'ranking') expect(factors.map(({ score }) => score)).toEqual(shares);
        expect(text === null).toBe(answer === null);
      }),
    );
  });
});
