/** Warns of gold answers that cannot be meant, once for a whole file. */
import type { Election } from '../consensus/election.ts';
import { goldDoubt } from '../consensus/gold-doubt.ts';
import type { RecordedQuestion } from '../consensus/recorded.ts';
import { write, type CliContext } from './context.ts';
import { nameOf } from './input.ts';
import { oneLine } from './terminal-text.ts';

/** Counts the gold answers that cannot be meant; memory does not grow with their number. */
export class GoldWarning {
  #doubtful = 0;
  #first = '';

  /** Looks at one question. */
  add({ id, gold }: Pick<RecordedQuestion, 'id' | 'gold'>, { ballots, rules }: Election): void {
    if (gold === undefined) return;
    const answers = ballots.map(({ answer }) => answer);
    const doubt = goldDoubt(gold, answers, rules.profile);
    if (doubt === null) return;
    if (this.#doubtful === 0) this.#first = oneLine(`that of "${id}", ${JSON.stringify(gold.slice(0, 60))}: ${doubt}`);
    this.#doubtful++;
  }

  /** Says so on standard error, if there are any. */
  async write(file: string, { stderr }: CliContext): Promise<void> {
    if (this.#doubtful === 0) return;
    const gold = this.#doubtful === 1 ? 'gold answer' : 'gold answers';
    const text = `${this.#doubtful} ${gold} of ${nameOf(file)} cannot be meant, so that no answer is right there; the first is ${this.#first}.`;
    await write(stderr, `pacore: ${text}\n`);
  }
}
