/** Questions of several rounds: which ballots vote. */
import type { Rules } from './decision.ts';

/** Whether the last of several rounds is one trajectory: the aggregator's, which reads the vote rather than votes. */
export function closesByOne({ rounds = [1] }: Pick<Rules, 'rounds'>): boolean {
  return rounds.length > 1 && rounds.at(-1) === 1;
}

/**
 * The round whose ballots are counted: the last one, or the one before where the last is the aggregator's, unless the rules
 * name an earlier one. 0-based.
 */
export function votingRound(rules: Pick<Rules, 'rounds' | 'decidingRound'>): number {
  return rules.decidingRound ?? (rules.rounds ?? [1]).length - (closesByOne(rules) ? 2 : 1);
}
