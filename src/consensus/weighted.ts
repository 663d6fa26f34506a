import { plurality, type LinearScore } from './plurality.ts';
import type { Strategy } from './strategy.ts';

/** A ballot counts its weight × its confidence. */
export const weightedScore: LinearScore = ({ weight, confidence }) => weight * confidence;

/**
 * `weighted_voting`: the answer with the highest sum of member weight × ballot confidence wins. Confidence = that sum /
 * the weight of the whole electorate: 1 only when all agree with full confidence. The rule of confidence-informed
 * self-consistency (CISC), over members instead of samples.
 */
export const weightedVoting: Strategy = plurality(weightedScore);
