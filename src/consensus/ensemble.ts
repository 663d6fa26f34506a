/** Merging responses into the one text that stands for them best. */
import { answerSupport, textSupport } from './answer-similarity.ts';
import type { CountedBallot } from './ballot.ts';
import { majorityScore } from './majority.ts';
import { medoidOf, supportersOf } from './medoid.ts';
import { countVotes } from './plurality.ts';
import { StatementReader } from './statement/statement.ts';
import type { Strategy } from './strategy.ts';
import { readSynthesis, synthesisOf } from './synthesis.ts';

/** Sums of the same similarities in another order differ by less than this part of them. */
const TOLERANCE = 1e-9;

/**
 * `ensemble`: the synthesis of the option `synthesis`, where there is one that says something a response says, otherwise
 * the medoid: the response most similar to all (Kaufman and Rousseeuw 1987, with 1 − similarity as the distance).
 * Responses are as similar as their answers ({@link answerSupport}); among those of the winning answer, the text most
 * similar to the other texts is taken. Confidence = Σ weight × similarity to the chosen response over all ballots, itself
 * included / weight of the electorate. Free texts that say the same ({@link sayTheSame}) count for the winner.
 */
export const ensemble: Strategy = (ballots, options, { totalWeight, rules }) => {
  const votes = countVotes(ballots, majorityScore);
  const weights = new Map(votes.map(({ answer, score }) => [answer, score]));
  const reader = new StatementReader();
  const support = answerSupport(weights, reader);
  const candidates = votes.map((vote) => ({ ...vote, score: support.get(vote.answer) ?? 0 }));
  const medoid = medoidOf(candidates, ballots, totalWeight, reader);
  if (medoid.answer === null) return medoid;
  const synthesis = synthesisOf(options);
  const reading = synthesis === null ? null : readSynthesis(synthesis, candidates, rules);
  if (synthesis === null || reading === null) {
    return { ...medoid, text: typicalText(ballots.filter(({ answer }) => answer === medoid.answer)) };
  }
  const similar = votes.reduce((sum, { answer, score }) => sum + score * reading.similarityTo(answer), 0);
  return {
    ...medoid,
    answer: reading.answer,
    confidence: Math.min(1, similar / totalWeight),
    text: synthesis.text,
    tieBreak: reading.tieBreak,
    supporters: supportersOf(reading.answer, candidates, reader),
  };
};

/** The text most similar to the others, by weight; ties: the most confident, then the first. */
function typicalText(ballots: readonly CountedBallot[]): string {
  const weights = new Map<string, number>();
  for (const { text, weight } of ballots) weights.set(text, (weights.get(text) ?? 0) + weight);
  const support = textSupport([...weights.keys()], (text) => weights.get(text) ?? 0);
  const most = [...support.values()].reduce((one, other) => Math.max(one, other), 0);
  const best = ballots.filter(({ text }) => (support.get(text) ?? 0) >= most * (1 - TOLERANCE));
  return best.reduce((one, other) => (other.confidence > one.confidence ? other : one)).text;
}
