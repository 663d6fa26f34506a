/** What endpoints say they counted: believed only where it can be true. */
import type { GenerateRequest } from '../backend.ts';
import { at } from '../untrusted.ts';

/** Tokens that a chat template may add to the prompt, generously. */
const MOST_TEMPLATE_TOKENS = 1024;

/** The tokens of the prompt; 0 where it is not known. No token is shorter than a byte, so more than that cannot be. */
export function promptTokensIn(usage: unknown, { messages }: GenerateRequest): number {
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return countIn(at(usage, 'prompt_tokens'), 1, bytes + MOST_TEMPLATE_TOKENS) ?? 0;
}

/** The tokens of the answer; `counted`, which are the pieces that came, where the endpoint's number cannot be true. */
export function completionTokensIn(usage: unknown, { maxTokens }: GenerateRequest, counted: number): number {
  return countIn(at(usage, 'completion_tokens'), Math.min(1, counted), maxTokens) ?? counted;
}

function countIn(count: unknown, least: number, most: number): number | null {
  return typeof count === 'number' && Number.isInteger(count) && count >= least && count <= most ? count : null;
}
