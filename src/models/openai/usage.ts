/** What endpoints say they counted: believed only where it can be true. */
import type { GenerateRequest } from '../backend.ts';
import { at } from '../untrusted.ts';

/** Numbers of tokens as an endpoint tells them, unchecked; undefined or null where it does not tell one. */
export interface Usage {
  readonly prompt: unknown;
  readonly completion: unknown;
}

/** Tokens that a chat template may add to the prompt, generously. */
const MOST_TEMPLATE_TOKENS = 1024;

/** Where usage stands: at its place, at Groq's, at Moonshot's. */
const PLACES = [['usage'], ['x_groq', 'usage'], ['choices', '0', 'usage']] as const;

/** What one event of a stream tells; null where it tells nothing. llama-server's `timings` do where there is no usage. */
export function usageIn(event: unknown): Usage | null {
  const told = PLACES.map((place) => at(event, ...place)).find((usage) => typeof usage === 'object' && usage !== null);
  const timings = at(event, 'timings');
  const prompt = at(told, 'prompt_tokens') ?? at(told, 'input_tokens') ?? promptIn(timings);
  const completion = at(told, 'completion_tokens') ?? at(told, 'output_tokens') ?? at(timings, 'predicted_n');
  return typeof prompt === 'number' || typeof completion === 'number' ? { prompt, completion } : null;
}

/** What is known once `later` has been told after `before`. */
export function updated(before: Usage | null, later: Usage): Usage {
  return { prompt: later.prompt ?? before?.prompt, completion: later.completion ?? before?.completion };
}

/** The tokens of the prompt; 0 where it is not known. No token is shorter than a byte, so more than that cannot be. */
export function promptTokensIn(usage: Usage | null, { messages }: GenerateRequest): number {
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return countIn(usage?.prompt, 1, bytes + MOST_TEMPLATE_TOKENS) ?? 0;
}

/** The tokens of the answer; `counted`, which are the pieces that came, where the endpoint's number cannot be true. */
export function completionTokensIn(usage: Usage | null, { maxTokens }: GenerateRequest, counted: number): number {
  return countIn(usage?.completion, Math.min(1, counted), maxTokens) ?? counted;
}

/** What was evaluated and what was found in the cache make the prompt; without the one the other says little. */
function promptIn(timings: unknown): number | undefined {
  const [evaluated, cached] = [at(timings, 'prompt_n'), at(timings, 'cache_n')];
  return typeof evaluated === 'number' && typeof cached === 'number' ? evaluated + cached : undefined;
}

function countIn(count: unknown, least: number, most: number): number | null {
  return typeof count === 'number' && Number.isInteger(count) && count >= least && count <= most ? count : null;
}
