/** The questions under way, and the last ones that have ended. */
import type { DecisionRecord } from '../../decision-record.ts';
import type { Failure } from '../../errors.ts';
import type { PacoreEvent } from '../../events.ts';
import { LiveAnswers } from './live-answers.ts';

/** A question as far as the events tell of it. */
export interface LiveQuestion {
  readonly id: string;
  /** Null where it was opened before this page listened. */
  readonly text: string | null;
  readonly members: readonly string[];
  readonly answers: LiveAnswers;
  /** Null while it is under way. */
  readonly outcome: DecisionRecord | Failure | null;
}

const MOST_OPEN = 500;
const MOST_ENDED = 12;

/** Follows every question. */
export class LiveQuestions {
  readonly #open = new Map<string, LiveQuestion>();
  #ended: readonly LiveQuestion[] = [];

  /** Oldest first. */
  get open(): readonly LiveQuestion[] {
    return [...this.#open.values()];
  }

  /** Newest first. */
  get ended(): readonly LiveQuestion[] {
    return this.#ended;
  }

  /** Takes any event. */
  apply(event: PacoreEvent): void {
    switch (event.type) {
      case 'question-opened':
        return this.#add({ ...blank(event.questionId), text: event.question, members: event.members });
      case 'text-delta':
        return this.#at(event.questionId).answers.write(event, event.text, event.completionTokens);
      case 'answer-restarted':
        return this.#at(event.questionId).answers.restart(event);
      case 'ballot-cast':
        return this.#at(event.questionId).answers.cast(event.ballot);
      case 'question-decided':
      case 'question-escalated':
        return this.#end(event.questionId, event.record);
      case 'question-failed':
        return this.#end(event.questionId, event.error);
      default:
    }
  }

  /** Forgets what is under way: the events in between were missed. */
  forgetOpen(): void {
    this.#open.clear();
  }

  #at(id: string): LiveQuestion {
    const known = this.#open.get(id);
    if (known !== undefined) return known;
    const question = blank(id);
    this.#add(question);
    return question;
  }

  #add(question: LiveQuestion): void {
    this.#open.set(question.id, question);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_OPEN && oldest !== undefined) this.#open.delete(oldest);
  }

  #end(id: string, outcome: DecisionRecord | Failure): void {
    const question = this.#open.get(id) ?? blank(id);
    this.#open.delete(id);
    this.#ended = [{ ...question, outcome }, ...this.#ended].slice(0, MOST_ENDED);
  }
}

function blank(id: string): LiveQuestion {
  return { id, text: null, members: [], answers: new LiveAnswers(), outcome: null };
}
