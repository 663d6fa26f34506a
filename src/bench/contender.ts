/** A way of answering that is measured: who is asked, and how. */
import { asPacoreError } from '../errors.ts';
import type { DecisionRecord } from '../decision-record.ts';
import type { AskOptions } from '../pacore/question.ts';
import type { DrawnQuestion } from './questions.ts';
import type { BenchRow } from './result.ts';
import type { Team } from './team.ts';

/** Who is asked, and how. */
export interface Contender {
  readonly name: string;
  readonly kind: BenchRow['kind'];
  readonly team: Team;
  readonly members: readonly string[];
  readonly options: AskOptions;
}

/** So many answers are asked for at each question. */
export function answersOf({ members, options }: Contender): number {
  if (options.rounds !== undefined) return options.rounds.reduce((sum, answers) => sum + answers, 0);
  return members.length * (options.samples ?? 1);
}

/** The record of a question; null where it was refused for want of room. */
export async function put(
  { team, options }: Contender,
  { question, seed }: Pick<DrawnQuestion, 'question' | 'seed'>,
  signal: AbortSignal,
): Promise<DecisionRecord | null> {
  try {
    return await team.pacore.ask(question, { ...options, seed, signal });
  } catch (error) {
    if (asPacoreError(error).code === 'PACORE_OVERLOADED') return null;
    throw error;
  }
}
