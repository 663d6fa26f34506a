import type { PacoreEvent } from '../events.ts';

/** What was seen of one question. */
export interface QuestionHistory {
  readonly id: string;
  opened: number;
  /** How it ended, each time that it did: a status, or the code of an error. */
  readonly ends: string[];
  /** The ballots that were cast, each by member, sample and round. */
  readonly cast: string[];
  /** The ballots in the record. */
  counted: readonly string[];
}

/** What happened, as a test looks at it afterwards. */
export interface History {
  /** For `onEvent` of `createPacore`. */
  readonly record: (event: PacoreEvent) => void;
  readonly questions: ReadonlyMap<string, QuestionHistory>;
  /** How often each type of event came. */
  readonly counts: ReadonlyMap<PacoreEvent['type'], number>;
}

/** A new, empty history. It keeps a few hundred bytes for each question. */
export function history(): History {
  const questions = new Map<string, QuestionHistory>();
  const counts = new Map<PacoreEvent['type'], number>();
  const of = (id: string): QuestionHistory => {
    const known = questions.get(id) ?? { id, opened: 0, ends: [], cast: [], counted: [] };
    questions.set(id, known);
    return known;
  };
  const record = (event: PacoreEvent): void => {
    counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
    switch (event.type) {
      case 'question-opened':
        of(event.questionId).opened += 1;
        break;
      case 'ballot-cast':
        of(event.questionId).cast.push(keyOf(event.ballot));
        break;
      case 'question-decided': {
        const question = of(event.questionId);
        question.ends.push(event.record.status);
        question.counted = event.record.ballots.map(keyOf);
        break;
      }
      case 'question-failed':
        of(event.questionId).ends.push(event.error.code);
        break;
      default:
    }
  };
  return { record, questions, counts };
}

function keyOf({ member, sample, round }: { member: string; sample: number; round: number }): string {
  return `${member}/${sample}/${round}`;
}
