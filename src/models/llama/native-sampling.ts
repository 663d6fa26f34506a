import type { SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import { PLAIN_SAMPLING } from '../sampling.ts';
import type { GenerateRequest } from '../backend.ts';
import type { RecentTokens } from './repeat-penalty.ts';

/** How llama.cpp itself shall draw for a request; `recent` is looked at whenever it does. */
export function nativeSampling(
  { temperature, seed, sampling = PLAIN_SAMPLING }: Pick<GenerateRequest, 'temperature' | 'seed' | 'sampling'>,
  recent: RecentTokens<Token>,
): SequenceEvaluateOptions {
  const { topK, topP, minP, repeatPenalty: penalty } = sampling;
  const punished = penalty === 1 ? {} : { repeatPenalty: { punishTokens: () => recent.list(), penalty } };
  return { temperature, seed, topK, topP, minP, ...punished };
}
