import { readAnswer, type Asked } from './answer.ts';
import { isValid, type Ballot } from './ballot.ts';
import type { Profile } from './decision.ts';

/** A ballot before its answer is read. */
export type RawBallot = Omit<Ballot, 'answer'>;

/** The ballot of a model's response: its answer is read out of its text, unless it failed or was cancelled. */
export function castBallot(raw: RawBallot, profile: Profile, asked: Asked = {}): Ballot {
  const ballot = { ...raw, answer: null };
  return isValid(ballot) ? { ...ballot, answer: readAnswer(raw.text, profile, asked) } : ballot;
}
