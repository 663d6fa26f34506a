/** What the models of one round read of the round before: the question with the others' conclusions beside it. */
import { createHash } from 'node:crypto';
import { ballotKey, isValid, type Ballot } from '../consensus/ballot.ts';
import type { Profile } from '../consensus/decision.ts';
import type { ChatMessage } from '../models/backend.ts';
import { conclusionOf, LEAST_TOKENS } from './conclusion.ts';

/** How references are put before a model. */
export interface ReferenceTerms {
  /** Has `{question}` and `{references}`. */
  readonly template: string;
  /** Tokens that all references together may take, by estimate. */
  readonly budget: number;
  /** Under `code` the line breaks of every response stay. */
  readonly profile: Profile;
  /** Of the question: shuffles the references, so that no member always stands first. */
  readonly seed: number;
}

/**
 * The conversation with its last question put into the template, beside what `ballots` came to: each one's text after its
 * reasoning, or, where that is too long for its part of the budget, the end of it, where conclusions stand. Ballots
 * without an answer say nothing; where none has one, the conversation stays as it is. When there are too many for the
 * budget, some are left out, whichever the shuffle puts last.
 */
export function withReferences(
  messages: readonly ChatMessage[],
  ballots: readonly Ballot[],
  { template, budget, profile, seed }: ReferenceTerms,
): readonly ChatMessage[] {
  const usable = shuffled(
    ballots.filter((ballot) => isValid(ballot) && ballot.answer !== null),
    seed,
  );
  const fitting = usable.slice(0, Math.max(1, Math.floor(budget / LEAST_TOKENS)));
  if (fitting.length === 0 || budget < LEAST_TOKENS) return messages;
  const each = Math.floor(budget / fitting.length);
  const references = fitting
    .map(({ text }, index) => `${index + 1}. ${conclusionOf(text, each - 2, profile)}`)
    .join('\n');
  const question = messages.at(-1)?.content ?? '';
  // One pass, so that a question which holds `{references}` stays a question.
  const content = template.replaceAll(/\{(question|references)\}/g, (_, slot: string) =>
    slot === 'question' ? question : references,
  );
  return [...messages.slice(0, -1), { role: 'user', content }];
}

/** In an order that the seed decides, whatever the order of arrival. */
function shuffled(ballots: readonly Ballot[], seed: number): readonly Ballot[] {
  const place = (ballot: Ballot) =>
    createHash('sha256')
      .update(`${seed}/${ballotKey(ballot)}`)
      .digest('hex');
  return ballots
    .map((ballot) => ({ ballot, key: place(ballot) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ ballot }) => ballot);
}
