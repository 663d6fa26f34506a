import type { Voter } from '../../src/pipeline/prompt.ts';

/** A voter called `member`, ready and of weight 1. */
export const voter = (member: string, more: Partial<Voter> = {}): Voter => ({
  member,
  model: `model of ${member}`,
  weight: 1,
  temperature: 0.7,
  maxTokens: 16,
  confidenceFrom: 'mean',
  contextSize: null,
  slots: 1,
  ...more,
});
