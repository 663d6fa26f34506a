import type { Voter } from '../../src/pipeline/plan.ts';

/** A voter called `member`, ready and of weight 1. */
export const voter = (member: string, more: Partial<Voter> = {}): Voter => ({
  member,
  model: `model of ${member}`,
  weight: 1,
  temperature: 0.7,
  maxTokens: 16,
  confidenceFrom: 'mean',
  slots: 1,
  ...more,
});
