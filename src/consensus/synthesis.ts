/** The text that a member wrote out of the responses of all: the ensemble's way to combine them. */
import { readAnswer } from './answer.ts';
import { answerSimilarity } from './answer-similarity.ts';
import type { Rules, TieBreak } from './decision.ts';
import { equivalenceOf, sameAnswer } from './equivalence.ts';
import { wrongOption } from './misuse.ts';
import type { StrategyOptions } from './strategy.ts';
import { leadOf, type Candidate } from './tie-break.ts';

/** Option `synthesis` of `ensemble`. */
export interface Synthesis {
  /** As the aggregator wrote it; its answer is read out of it like out of any response. */
  readonly text: string;
  /** The aggregator; for the record only. */
  readonly member?: string;
}

/**
 * The option `synthesis`; null where it is null or left out.
 * @throws PacoreError PACORE_USAGE: it is not `{ text, member? }`
 */
export function synthesisOf(options: StrategyOptions): Synthesis | null {
  const value = Object.hasOwn(options, 'synthesis') ? options.synthesis : null;
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') throw wrongOption('synthesis', 'an object { text, member }', value);
  const { text, member } = value as Readonly<Record<string, unknown>>;
  if (typeof text !== 'string') throw wrongOption('synthesis.text', 'a string', text);
  if (member === undefined) return { text };
  if (typeof member !== 'string') throw wrongOption('synthesis.member', 'the name of a member', member);
  return { text, member };
}

/** What a synthesis comes down to. */
export interface SynthesisReading {
  /** The candidate that it speaks for: of all the most similar to its own answer, which need not be any candidate's. */
  readonly answer: string;
  /** What told it from candidates as similar; null when it alone is most similar. */
  readonly tieBreak: TieBreak | null;
  /** How similar the synthesis is to each candidate, 0..1. */
  readonly similarityTo: (answer: string) => number;
}

/** Reads a synthesis among `candidates`; null when it has no answer, or one that has nothing in common with any. */
export function readSynthesis(
  { text }: Synthesis,
  candidates: readonly Candidate[],
  { profile, options }: Rules,
): SynthesisReading | null {
  const own = readAnswer(text, profile);
  if (own === null) return null;
  const equivalence = equivalenceOf(options);
  const similarities = new Map(
    candidates.map(({ answer }) => [answer, sameAnswer(own, answer, equivalence) ? 1 : answerSimilarity(own, answer)]),
  );
  const similarityTo = (answer: string): number => similarities.get(answer) ?? 0;
  const lead = leadOf(
    candidates.map((candidate) => ({ ...candidate, score: similarityTo(candidate.answer) })),
    1,
  );
  if (lead === null || lead.winner.score === 0) return null;
  return { answer: lead.winner.answer, tieBreak: lead.tieBreak, similarityTo };
}
