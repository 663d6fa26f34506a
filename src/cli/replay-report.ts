/** What a replay tells people: a line for each changed question, and the counts. */
import type { Status } from '../consensus/decision.ts';
import type { Replayed } from '../consensus/replay.ts';
import { oneLine } from './terminal-text.ts';

const STATUSES: readonly Status[] = ['decided', 'low_confidence', 'no_quorum'];

/** Counts replayed questions; memory does not grow with their number. */
export class ReplayReport {
  readonly #was = new Map<Status, number>();
  readonly #is = new Map<Status, number>();
  #questions = 0;
  #changed = 0;
  #otherAnswer = 0;

  /** Counts one question; the line that shows what changed, or null where nothing did. */
  add(id: string, { decision, changed, was }: Replayed): string | null {
    this.#questions += 1;
    if (changed) this.#changed += 1;
    if (decision.answer !== was.answer) this.#otherAnswer += 1;
    this.#was.set(was.status, (this.#was.get(was.status) ?? 0) + 1);
    this.#is.set(decision.status, (this.#is.get(decision.status) ?? 0) + 1);
    if (!changed) return null;
    return `${oneLine(id)}\t${shown(was.answer)} → ${shown(decision.answer)}\t${was.status} → ${decision.status}\n`;
  }

  /** Two lines: how many changed, and how many have each status, before and now. */
  counts(): string {
    const statuses = STATUSES.map((status) => `${status} ${this.#was.get(status) ?? 0} → ${this.#is.get(status) ?? 0}`);
    const changed = `${this.#changed} changed (${this.#otherAnswer} in the answer)`;
    return `${this.#questions} questions: ${this.#questions - this.#changed} the same, ${changed}\n${statuses.join(' · ')}\n`;
  }
}

function shown(answer: string | null): string {
  return answer === null ? '–' : oneLine(answer);
}
