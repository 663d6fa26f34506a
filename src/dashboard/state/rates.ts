/** How fast the members write, of late. */
import { ballotKey } from '../../consensus/ballot.ts';
import type { PacoreEvent } from '../../events.ts';

/** So many seconds are shown. */
export const SECONDS = 60;
/** The latency is the median of so many ballots. */
const LATENCIES = 50;

interface MemberRate {
  /** Tokens by second, counted from the epoch. */
  readonly tokens: Map<number, number>;
  /** Milliseconds, newest last. */
  readonly latencies: number[];
}

/** Counts tokens by member and second. */
export class Rates {
  readonly #members = new Map<string, MemberRate>();
  /** Tokens of each answer under way that are counted already. */
  readonly #counted = new Map<string, number>();

  /** Takes any event. @param now milliseconds */
  add(event: PacoreEvent, now: number): void {
    if (event.type === 'text-delta') {
      this.#count(`${event.questionId}/${ballotKey(event)}`, event.member, event.completionTokens, now);
    }
    if (event.type !== 'ballot-cast') return;
    const { ballot, questionId } = event;
    const answer = `${questionId}/${ballotKey(ballot)}`;
    this.#count(answer, ballot.member, ballot.completionTokens, now);
    this.#counted.delete(answer);
    if (ballot.finish !== 'stop' && ballot.finish !== 'length') return;
    const { latencies } = this.#of(ballot.member);
    latencies.push(ballot.latencyMs);
    if (latencies.length > LATENCIES) latencies.shift();
  }

  /** Tokens in each of the last {@link SECONDS} whole seconds, oldest first; of one member, or of all. */
  series(now: number, member?: string): readonly number[] {
    const last = Math.floor(now / 1000) - 1;
    const rates = member === undefined ? [...this.#members.values()] : [this.#of(member)];
    return Array.from({ length: SECONDS }, (_, index) => {
      const second = last - SECONDS + 1 + index;
      return rates.reduce((sum, { tokens }) => sum + (tokens.get(second) ?? 0), 0);
    });
  }

  /** Tokens a second over the last ten whole seconds. */
  tokensPerSecond(now: number, member?: string): number {
    const recent = this.series(now, member).slice(-10);
    return recent.reduce((sum, tokens) => sum + tokens, 0) / recent.length;
  }

  /** Median latency of the last ballots, milliseconds; null without any. */
  latencyOf(member: string): number | null {
    const sorted = [...this.#of(member).latencies].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? null;
  }

  /** Forgets the answers under way: their events in between were missed. */
  forgetOpen(): void {
    this.#counted.clear();
  }

  #count(answer: string, member: string, total: number, now: number): void {
    const before = this.#counted.get(answer) ?? 0;
    this.#counted.set(answer, total);
    const { tokens } = this.#of(member);
    const second = Math.floor(now / 1000);
    // After a restart an answer counts from the beginning.
    tokens.set(second, (tokens.get(second) ?? 0) + (total >= before ? total - before : total));
    for (const old of tokens.keys()) {
      if (old > second - SECONDS - 1) break;
      tokens.delete(old);
    }
  }

  #of(member: string): MemberRate {
    const known = this.#members.get(member);
    if (known !== undefined) return known;
    const rate = { tokens: new Map<number, number>(), latencies: [] };
    this.#members.set(member, rate);
    return rate;
  }
}
