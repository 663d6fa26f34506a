import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import fc from '../support/fast-check.ts';
import { decideByRankings, scoresOf, type Bloc } from './rankings.ts';
import { rankings } from './elections.ts';

const engineOf = (strategy: string) => new ConsensusEngine({ strategy, profile: 'text' });
const bloc: fc.Arbitrary<Bloc> = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.oneof(rankings, fc.constant(null)));
const blocs = fc.array(bloc, { minLength: 1, maxLength: 8 });

const candidatesIn = (votes: readonly Bloc[]) => [...new Set(votes.flatMap(([, ranking]) => ranking ?? []))].sort();
const weightOf = (votes: readonly Bloc[]) => votes.reduce((sum, [weight]) => sum + weight, 0);

/** Place of a candidate on a ballot, the unranked ones all last. */
const placeOf = (ranking: readonly string[] | null, name: string) => {
  const place = (ranking ?? []).indexOf(name);
  return place === -1 ? Infinity : place;
};
const above = (votes: readonly Bloc[], one: string, other: string) =>
  weightOf(votes.filter(([, ranking]) => placeOf(ranking, one) < placeOf(ranking, other)));
const beats = (votes: readonly Bloc[], one: string, other: string) =>
  above(votes, one, other) > above(votes, other, one);
const ballotsFirst = (votes: readonly Bloc[], name: string) =>
  votes.filter(([, ranking]) => ranking?.[0] === name).length;

/** Negative where `one` stands before `other` by the tie-break rules; every ballot is fully confident. */
const byTieBreak = (votes: readonly Bloc[]) => (one: string, other: string) =>
  ballotsFirst(votes, other) - ballotsFirst(votes, one) || (one < other ? -1 : 1);

/** Takes out one candidate after another until one is left: no majority, no two at a time. */
function runoffByHand(votes: readonly Bloc[], standing: readonly string[]): string | null {
  if (standing.length <= 1) return standing[0] ?? null;
  const firstOf = (ranking: readonly string[] | null) => ranking?.find((name) => standing.includes(name));
  const tally = (name: string) => weightOf(votes.filter(([, ranking]) => firstOf(ranking) === name));
  const best = [...standing].sort((one, other) => tally(other) - tally(one) || byTieBreak(votes)(one, other));
  return runoffByHand(votes, best.slice(0, -1));
}

function copelandByHand(votes: readonly Bloc[]) {
  const names = candidatesIn(votes);
  const scoreOf = (name: string) =>
    names.reduce((sum, other) => {
      if (other === name || beats(votes, other, name)) return sum;
      return sum + (beats(votes, name, other) ? 1 : 0.5);
    }, 0);
  const scores = Object.fromEntries(names.map((name) => [name, scoreOf(name)]));
  const [winner = null] = [...names].sort(
    (one, other) => scoreOf(other) - scoreOf(one) || byTieBreak(votes)(one, other),
  );
  const rivals = names.filter((name) => name !== winner);
  const naming = weightOf(votes.filter(([, ranking]) => (ranking ?? []).length > 0));
  const hardest = Math.min(naming, ...rivals.map((rival) => above(votes, winner ?? '', rival)));
  return { scores, winner, share: winner === null ? 0 : hardest / weightOf(votes) };
}

describe('instant_runoff', () => {
  it('elects whom a count by hand elects, one candidate out at a time', () => {
    fc.assert(
      fc.property(blocs, (votes) => {
        const { answer } = decideByRankings(engineOf('instant_runoff'), votes);
        expect(answer).toBe(runoffByHand(votes, candidatesIn(votes)));
      }),
    );
  });

  it('never gives away more votes than there are, and is no less sure than first places make it', () => {
    fc.assert(
      fc.property(blocs, (votes) => {
        const { answer, confidence } = decideByRankings(engineOf('instant_runoff'), votes);
        fc.pre(answer !== null);
        const first = weightOf(votes.filter(([, ranking]) => ranking?.[0] === answer));
        const naming = weightOf(votes.filter(([, ranking]) => ranking?.includes(answer)));
        expect(confidence).toBeGreaterThanOrEqual(first / weightOf(votes) - 1e-4);
        expect(confidence).toBeLessThanOrEqual(naming / weightOf(votes) + 1e-4);
      }),
    );
  });
});

describe('copeland', () => {
  it('gives the scores, the winner and the confidence of a count by hand', () => {
    fc.assert(
      fc.property(blocs, (votes) => {
        const decision = decideByRankings(engineOf('copeland'), votes);
        const { scores, winner, share } = copelandByHand(votes);
        expect(scoresOf(decision)).toEqual(scores);
        expect(decision.answer).toBe(winner);
        expect(decision.confidence).toBeCloseTo(share, 4);
      }),
    );
  });

  it('is Condorcet consistent: who beats all others wins, without a tie', () => {
    fc.assert(
      fc.property(blocs, (votes) => {
        const names = candidatesIn(votes);
        const champion = names.find((name) => names.every((other) => other === name || beats(votes, name, other)));
        fc.pre(champion !== undefined);
        expect(decideByRankings(engineOf('copeland'), votes)).toMatchObject({ answer: champion, tieBreak: null });
      }),
    );
  });
});

describe.each(['instant_runoff', 'copeland'])('%s', (strategy) => {
  const engine = engineOf(strategy);
  const winnerOf = (votes: readonly Bloc[]) => decideByRankings(engine, votes).answer;

  it('elects whom more than half of the weight puts first', () => {
    fc.assert(
      fc.property(blocs, fc.constantFrom('p', 'q'), fc.shuffledSubarray(['r', 's']), (votes, name, rest) => {
        const majority: Bloc = [weightOf(votes) + 1, [name, ...rest]];
        expect(winnerOf([...votes, majority])).toBe(name);
      }),
    );
  });

  it('never elects who loses every duel', () => {
    fc.assert(
      fc.property(blocs, (votes) => {
        const names = candidatesIn(votes);
        fc.pre(names.length > 1);
        const loser = names.find((name) => names.every((other) => other === name || beats(votes, other, name)));
        if (loser !== undefined) expect(winnerOf(votes)).not.toBe(loser);
      }),
    );
  });

  it('is anonymous: the order of the members makes no difference', () => {
    const shuffled = blocs.chain((votes) =>
      fc.tuple(fc.constant(votes), fc.shuffledSubarray([...votes], { minLength: votes.length })),
    );
    fc.assert(
      fc.property(shuffled, ([votes, other]) => {
        const [one, two] = [decideByRankings(engine, votes), decideByRankings(engine, other)];
        expect([two.answer, two.confidence, two.tieBreak]).toEqual([one.answer, one.confidence, one.tieBreak]);
        expect(scoresOf(two)).toEqual(scoresOf(one));
      }),
    );
  });

  it('is neutral up to the order of answers: new names that keep it rename the winner, any names do without a tie', () => {
    const names = ['p', 'q', 'r', 's'];
    fc.assert(
      fc.property(blocs, fc.shuffledSubarray(names, { minLength: 4 }), (votes, permuted) => {
        const rename = (to: readonly string[]) => (name: string) => to[names.indexOf(name)] ?? name;
        const renamed = (to: readonly string[]) =>
          decideByRankings(
            engine,
            votes.map(([weight, ranking]): Bloc => [weight, ranking?.map(rename(to)) ?? null]),
          );
        const before = decideByRankings(engine, votes);
        fc.pre(before.answer !== null);
        const inOrder = ['a', 'b', 'c', 'd'];
        expect(renamed(inOrder).answer).toBe(rename(inOrder)(before.answer));
        if (before.tieBreak !== 'order') expect(renamed(permuted).answer).toBe(rename(permuted)(before.answer));
      }),
    );
  });
});
