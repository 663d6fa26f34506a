/** What one contender does with all questions: one at a time first, then many at once. */
import type { DecisionRecord } from '../decision-record.ts';
import { put, type Contender } from './contender.ts';
import { graded, UNANSWERED, type Graded } from './grade.ts';
import type { DrawnQuestion } from './questions.ts';
import { atOnce, enoughFor } from './saturation.ts';
import type { TokenCounts } from './token-meter.ts';

/** One question, answered or not. */
export interface Answered extends Graded {
  readonly isAnswered: boolean;
  readonly ms: number;
  readonly tokens: TokenCounts;
}

/** What was measured of a contender. */
export interface Pass {
  readonly contender: Contender;
  /** One at a time, in the order of the questions. */
  readonly answered: readonly Answered[];
  /** For all of these, of this process: its threads included, other processes and endpoints not. */
  readonly cpuMs: number;
  /** With many questions at once; those that are not answered do not count. */
  readonly questionsPerSecond: number;
}

/** What a running pass needs. */
export interface PassOptions {
  readonly signal: AbortSignal;
  /** Called after each question. */
  readonly onAsked: (contender: Contender) => void;
  /** Called with each record of the questions asked one at a time; null where one was refused. */
  readonly onRecord?: (record: DecisionRecord | null) => void;
}

/** A pass under way. */
export class RunningPass implements Pass {
  readonly contender: Contender;
  readonly answered: Answered[] = [];
  cpuMs = 0;
  questionsPerSecond = 0;
  readonly #options: PassOptions;

  constructor(contender: Contender, options: PassOptions) {
    this.contender = contender;
    this.#options = options;
  }

  /** Asks some more questions, one at a time. */
  async ask(questions: readonly DrawnQuestion[]): Promise<void> {
    const { signal, onAsked, onRecord } = this.#options;
    const cpu = process.cpuUsage();
    for (const question of questions) {
      const start = performance.now();
      const record = await put(this.contender, question, signal);
      const ms = performance.now() - start;
      this.answered.push({
        ...(record === null ? UNANSWERED : graded(record, question)),
        isAnswered: isAnswered(record),
        ms,
        tokens: record === null ? new Map() : this.contender.team.tokensOf(record),
      });
      onRecord?.(record);
      onAsked(this.contender);
    }
    const { user, system } = process.cpuUsage(cpu);
    this.cpuMs += (user + system) / 1000;
  }

  /** Asks so many at once that every slot is busy, as many as a rate needs. */
  async saturate(questions: readonly DrawnQuestion[]): Promise<void> {
    const { signal, onAsked } = this.#options;
    const waiting = enoughFor(this.contender, questions).values();
    let answered = 0;
    const askOn = async (): Promise<void> => {
      for (const question of waiting) {
        const record = await put(this.contender, question, signal);
        if (record !== null) this.contender.team.tokensOf(record);
        if (isAnswered(record)) answered += 1;
        onAsked(this.contender);
      }
    };
    const start = performance.now();
    await Promise.all(Array.from({ length: atOnce(this.contender) }, askOn));
    this.questionsPerSecond = (1000 * answered) / (performance.now() - start);
  }
}

function isAnswered(record: DecisionRecord | null): boolean {
  return record !== null && record.status !== 'no_quorum';
}
