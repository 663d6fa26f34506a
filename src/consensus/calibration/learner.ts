/** Learns a calibration, one question after another. */
import { canonicalAnswer } from '../answer.ts';
import { settledBallots } from '../agreement/settled-ballots.ts';
import { isValid } from '../ballot.ts';
import type { Profile } from '../decision.ts';
import type { Election } from '../election.ts';
import { malformedInput, wrongOption } from '../misuse.ts';
import { Calibration } from './calibration.ts';
import { ABSENT, outcomesOf, type OutcomeTable } from './outcomes.ts';
import { optionsOf } from './weight.ts';

/** How a calibration is learned. */
export interface LearnOptions {
  /** K, the number of answers that a question has, at least 2; what the answers show, if left out. */
  readonly choices?: number | undefined;
  /** Parts of cross-validation, 2 to 100; 5 if left out. */
  readonly folds?: number | undefined;
}

/** A question whose answer is known. */
export interface GradedElection {
  readonly election: Election;
  /** As recorded; made canonical here. */
  readonly gold?: string | undefined;
  readonly category?: string | undefined;
}

/** Without more it would be learned by heart. */
const LEAST_QUESTIONS = 2;

/** Collects outcomes; memory grows by about a byte a ballot. */
export class CalibrationLearner {
  readonly #options: LearnOptions;
  readonly #samples = new Map<string, number>();
  readonly #questions: { readonly category: string | null; readonly outcomes: ReadonlyMap<string, string> }[] = [];
  readonly #seen = new Map<string, number>();
  #profile: Profile = 'auto';

  /** @throws PacoreError PACORE_USAGE, naming the option that is wrong */
  constructor(options: LearnOptions = {}) {
    const { choices, folds = 5 } = options;
    if (choices !== undefined && !(Number.isSafeInteger(choices) && choices >= 2))
      throw wrongOption('choices', 'a whole number of at least 2', choices);
    if (!(Number.isSafeInteger(folds) && folds >= 2 && folds <= 100))
      throw wrongOption('folds', 'a whole number from 2 to 100', folds);
    this.#options = options;
  }

  /** Questions that were learned from. */
  get questions(): number {
    return this.#questions.length;
  }

  /** One question; one without a gold answer that can be read, or without ballots, teaches nothing. */
  add({ election, gold: recorded, category }: GradedElection): void {
    const { ballots, rules, question } = election;
    const gold =
      recorded === undefined ? null : canonicalAnswer(recorded, rules.profile, { labels: rules.labels, question });
    const valid = settledBallots(ballots.filter(isValid), rules.profile, question);
    if (gold === null || valid.length === 0) return;
    this.#profile = rules.profile;
    for (const answer of [gold, ...valid.map((ballot) => ballot.answer)])
      if (answer !== null) this.#seen.set(answer, (this.#seen.get(answer) ?? 0) + 1);
    const outcomes = outcomesOf(valid, gold, rules.options);
    for (const [member, { length }] of outcomes)
      this.#samples.set(member, Math.max(length, this.#samples.get(member) ?? 1));
    this.#questions.push({ category: category ?? null, outcomes });
  }

  /** @throws PacoreError PACORE_INPUT: fewer than two questions with a gold answer */
  calibration(): Calibration {
    if (this.questions < LEAST_QUESTIONS) {
      const found = `${this.questions} ${this.questions === 1 ? 'question has' : 'questions have'}`;
      throw malformedInput(
        `A calibration needs questions with gold answers and responses; ${found} both. Add "gold" to the lines.`,
      );
    }
    const table = this.#table();
    const options = this.#options.choices ?? optionsOf(this.#seen, table, this.#profile);
    return new Calibration({ table, profile: this.#profile, options, folds: this.#options.folds ?? 5 });
  }

  #table(): OutcomeTable {
    const members = [...this.#samples].map(([member, samples]) => ({ member, samples }));
    const rows = this.#questions.map(({ category, outcomes }) => ({
      category,
      outcomes: members.map(({ member, samples }) => (outcomes.get(member) ?? '').padEnd(samples, ABSENT)).join(''),
    }));
    return { members, rows };
  }
}
