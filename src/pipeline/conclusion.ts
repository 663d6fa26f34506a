/** What a response comes to, in few tokens: what others read of it. */
import { finalPart } from '../consensus/answer/final-part.ts';
import { estimateTokens } from './token-estimate.ts';

/** A response cut shorter than this says nothing. */
export const LEAST_TOKENS = 24;

/** The text after its reasoning, or as many of its last sentences as `most` tokens hold; at worst the end of the last. */
export function conclusionOf(text: string, most: number): string {
  const whole = finalPart(text).trim().replaceAll(/\s+/g, ' ');
  if (estimateTokens(whole) <= most) return whole;
  const sentences = whole.split(/(?<=[.!?])\s/);
  let kept = '';
  for (const sentence of sentences.toReversed()) {
    const longer = kept === '' ? sentence : `${sentence} ${kept}`;
    if (estimateTokens(longer) > most) break;
    kept = longer;
  }
  if (kept !== '') return kept;
  let end = whole;
  while (estimateTokens(end) > most) end = end.slice(Math.ceil(end.length / 8));
  return end.trim();
}
