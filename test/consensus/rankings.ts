/** Short ways to write ranked elections in tests. */
import type { Decision } from '../../src/consensus/decision.ts';
import type { ConsensusEngine } from '../../src/consensus/engine.ts';

/** Voters of one mind: their weight, and their ranking; null abstains. */
export type Bloc = readonly [weight: number, ranking: readonly string[] | null];

/** Decides by rankings, a member for each bloc. */
export function decideByRankings(engine: ConsensusEngine, blocs: readonly Bloc[]): Decision {
  const electorate = blocs.map(([weight], index) => ({ member: `m${index}`, samples: 1, weight }));
  const responses = blocs.map(([, ranking], index) => {
    const member = `m${index}`;
    return ranking === null ? { member, answer: null } : { member, ranking };
  });
  return engine.decide(responses, { electorate });
}

/** The score of each candidate. */
export function scoresOf({ tally }: Decision): Readonly<Record<string, number>> {
  return Object.fromEntries(tally.map(({ answer, score }) => [answer, score]));
}
