/** Counts tokens as they are written, for a ballot that is called off does not tell how many it had. */
import { ballotKey } from '../consensus/ballot.ts';
import type { DecisionRecord } from '../decision-record.ts';
import type { PacoreEvent } from '../events.ts';

/** Tokens by member. */
export type TokenCounts = ReadonlyMap<string, number>;

/** Listens to a committee's events. */
export class TokenMeter {
  /** By question, then by ballot. */
  readonly #written = new Map<string, Map<string, number>>();

  /** Takes an event. */
  hear(event: PacoreEvent): void {
    if (event.type === 'question-opened') this.#written.set(event.questionId, new Map());
    if (event.type === 'question-failed') this.#written.delete(event.questionId);
    if (event.type === 'text-delta') this.#written.get(event.questionId)?.set(ballotKey(event), event.completionTokens);
  }

  /** The tokens that were written for a question; to be asked once. */
  take({ id, ballots, synthesis }: Pick<DecisionRecord, 'id' | 'ballots' | 'synthesis'>): TokenCounts {
    const pieces = this.#written.get(id);
    this.#written.delete(id);
    const counts = new Map<string, number>();
    for (const ballot of synthesis === undefined ? ballots : [...ballots, synthesis]) {
      const tokens = Math.max(ballot.completionTokens, pieces?.get(ballotKey(ballot)) ?? 0);
      counts.set(ballot.member, (counts.get(ballot.member) ?? 0) + tokens);
    }
    return counts;
  }
}
