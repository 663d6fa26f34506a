import { answersOf, type Contender } from './contender.ts';

/** How far a benchmark is. */
export interface BenchProgress {
  /** Who is being asked. */
  readonly step: string;
  /** Answers that were asked for: each sample and each member counts, for it takes its time. */
  readonly done: number;
  readonly total: number;
}

/** Adds up what is done. */
export class ProgressCounter {
  readonly #total: number;
  readonly #tell: (progress: BenchProgress) => void;
  #done = 0;

  constructor(total: number, tell: (progress: BenchProgress) => void) {
    this.#total = total;
    this.#tell = tell;
    tell({ step: 'starting the models', done: 0, total });
  }

  /** One question more was answered. */
  count(contender: Contender): void {
    this.#done += answersOf(contender);
    this.#tell({ step: contender.name, done: this.#done, total: this.#total });
  }
}
