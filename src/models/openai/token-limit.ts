/** The limit of an answer's tokens has two names: endpoints know the old one, newer models of OpenAI's refuse it. */
import { at, textAt } from '../untrusted.ts';
import type { RequestBody } from './request-body.ts';

/** What a request may call it. */
export type LimitName = 'max_tokens' | 'max_completion_tokens';

/** The body with its limit under `name`. */
export function withLimit({ max_tokens: limit, ...body }: RequestBody, name: LimitName) {
  return { ...body, [name]: limit };
}

/** Whether an endpoint refused a request because it knows the limit by its newer name only. */
export function wantsNewerName(thrown: unknown): boolean {
  const refusal = at(thrown, 'error');
  const isOldNameRefused = textAt(refusal, 'param') === 'max_tokens' && textAt(refusal, 'code') === UNSUPPORTED;
  const isNewerNamed = textAt(refusal, 'message')?.includes('max_completion_tokens') ?? false;
  return at(thrown, 'status') === 400 && (isOldNameRefused || isNewerNamed);
}

const UNSUPPORTED = 'unsupported_parameter';
