/** The candidate that is most similar to all, and who says the same. */
import { finalPart } from './answer/final-part.ts';
import { sayingTheSame, statementSupport } from './answer-similarity.ts';
import type { Ballot } from './ballot.ts';
import { isFreeText } from './free-text.ts';
import { scoredVerdict } from './scored-verdict.ts';
import type { StatementReader } from './statement/statement.ts';
import type { Verdict } from './strategy.ts';
import { TOLERANCE, type Candidate } from './tie-break.ts';

/**
 * The verdict for the candidate with the highest score, its similarity to all. Where several have it:
 *
 * - free texts that say the same are not tied, and only the wording is to be chosen: that of the most confident, then of
 *   the shortest, which says the least that no other says;
 * - between others that the rules of tie-break.ts leave to the order, among them free texts, that one comes first whose
 *   whole response is most similar to the responses of all: no text wins by the alphabet.
 */
export function medoidOf(
  candidates: readonly Candidate[],
  ballots: readonly Ballot[],
  totalWeight: number,
  reader: StatementReader,
): Verdict {
  const verdict = scoredVerdict(candidates, totalWeight);
  const winner = candidates.find(({ answer }) => answer === verdict.answer);
  if (winner === undefined) return verdict;
  const withSupport = (answer: string): Verdict => {
    return { ...verdict, answer, supporters: supportersOf(answer, candidates, reader) };
  };
  const plain = withSupport(winner.answer);
  if (verdict.tieBreak === null) return plain;
  const tied = candidates.filter(({ score }) => winner.score - score <= totalWeight * TOLERANCE);
  const equals = tied.filter(({ confidence, ballots: count }) => {
    return winner.confidence - confidence <= TOLERANCE && count === winner.ballots;
  });
  const answers = equals.map(({ answer }) => answer);
  if (tied.every(({ answer }) => plain.supporters?.has(answer) === true))
    return { ...withSupport(leastOf(answers, ({ length }) => length)), tieBreak: null };
  if (!answers.some(isFreeText)) return plain;
  const support = responseSupport(ballots);
  return withSupport(leastOf(answers, (answer) => -Math.round((support.get(answer) ?? 0) / totalWeight / TOLERANCE)));
}

/** The answers among `candidates` that say the same as `answer`, itself included. */
export function supportersOf(
  answer: string,
  candidates: readonly Candidate[],
  reader: StatementReader,
): ReadonlySet<string> {
  return sayingTheSame(
    answer,
    candidates.map((candidate) => candidate.answer),
    reader,
  );
}

/** For each answer, how similar the response behind it that is most so is to the responses of all. */
function responseSupport(ballots: readonly Ballot[]): ReadonlyMap<string, number> {
  const answered = ballots.filter(({ answer }) => answer !== null);
  const responses = answered.map(({ text, weight }) => ({ text: finalPart(text), weight }));
  const best = new Map<string, number>();
  for (const [place, support] of statementSupport(responses).entries()) {
    const answer = answered[place]?.answer ?? '';
    best.set(answer, Math.max(support, best.get(answer) ?? 0));
  }
  return best;
}

/** The one that measures least; of equal ones the first by code unit. */
function leastOf(answers: readonly string[], measure: (answer: string) => number): string {
  return answers.reduce((one, other) => {
    const difference = measure(other) - measure(one);
    return difference < 0 || (difference === 0 && other < one) ? other : one;
  });
}
