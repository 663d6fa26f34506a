/** Which models an endpoint has, for the message that the one asked for is not among them. */
import { at, textAt } from '../untrusted.ts';
import { saidIn, type Refusal } from './failure.ts';

/** A list longer than this, in bytes, is not read; 1 MiB. */
export const MOST_LIST_BYTES = 2 ** 20;

const MISSING = /\bnot\b|n't\b|unknown|invalid|no such|unsupported|missing/i;

/** Whether a refusal may mean that the endpoint has no such model. */
export function mayMissModel({ status, body }: Refusal): boolean {
  const said = saidIn(body);
  return status === 404 || ((status === 400 || status === 422) && /model/i.test(said) && MISSING.test(said));
}

/** The names in the body of `GET models`, in turn: OpenAI's `data`, others' `models`, each with its `id` or `name`. */
export function modelNamesIn(body: string): readonly string[] {
  const json = parsed(body);
  const entries = [at(json, 'data'), at(json, 'models'), json].find((list) => Array.isArray(list)) ?? [];
  const names = entries.map((entry: unknown) => (typeof entry === 'string' ? entry : nameOf(entry)));
  return [...new Set(names.filter((name) => name !== null))];
}

/** Whether one of `names` is `model`; some endpoints put a folder before it. */
export function isAmong(names: readonly string[], model: string): boolean {
  return names.some((name) => name === model || name.endsWith(`/${model}`));
}

function nameOf(entry: unknown): string | null {
  return textAt(entry, 'id') ?? textAt(entry, 'name') ?? textAt(entry, 'model');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
