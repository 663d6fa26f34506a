/** What was learned of answers afterwards, as lines that `pacore calibrate` takes. */
import { isValid } from '../consensus/ballot.ts';
import type { RecordedQuestion } from '../consensus/recorded.ts';
import { votingRound } from '../consensus/rounds.ts';
import type { DecisionRecord } from '../decision-record.ts';
import type { TaskRow } from '../storage/task-row.ts';
import { feedbackSchema, recordOf } from './present.ts';
import type { Feedback } from './task.ts';

/**
 * A task as a recorded question with its gold answer; undefined where that is not known: an answer that was wrong does
 * not say which one would have been right.
 */
export function recordedQuestion(row: TaskRow): RecordedQuestion | undefined {
  const record = recordOf(row);
  if (record === undefined || row.feedback === null) return undefined;
  const gold = goldOf(feedbackSchema.parse(row.feedback), record);
  if (gold === undefined) return undefined;
  const { category } = record.rules;
  const round = votingRound(record.rules);
  return {
    id: row.id,
    question: record.question ?? record.messages?.at(-1)?.content ?? '',
    gold,
    ...(typeof category === 'string' && { category }),
    responses: record.ballots
      .filter((ballot) => isValid(ballot) && ballot.round === round)
      .map(({ member, text, answer, confidence, ranking }) => {
        return { member, text, answer, confidence, ...(ranking && { ranking }) };
      }),
  };
}

function goldOf(feedback: Feedback, { answer }: DecisionRecord): string | undefined {
  if ('gold' in feedback) return feedback.gold;
  return feedback.correct && answer !== null ? answer : undefined;
}
