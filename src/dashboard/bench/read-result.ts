/** A file of `pacore bench --json`, as somebody chose it. */
import type { BenchResult, BenchRow } from '../../bench/result.ts';

/** What is shown of it. */
export type ShownResult = Pick<BenchResult, 'count' | 'strategy' | 'baseline' | 'verdict' | 'outcome' | 'rows'>;

/** Reads the text of a file. @throws Error in words for whoever chose it */
export function readResult(text: string): ShownResult {
  const result = parsed(text);
  if (!isResult(result)) throw new Error('This file is no output of `pacore bench --json`.');
  return result;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('This file is no JSON: save the output of `pacore bench --json`.');
  }
}

const KINDS: readonly unknown[] = ['member', 'samples', 'committee', 'large'] satisfies readonly BenchRow['kind'][];

function isResult(value: unknown): value is ShownResult {
  if (!isObject(value)) return false;
  const { count, strategy, baseline, verdict, outcome, rows } = value;
  const texts = [strategy, baseline, verdict, outcome];
  return typeof count === 'number' && texts.every(isString) && Array.isArray(rows) && rows.every(isRow);
}

function isRow(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, kind, accuracy, ci, p50Ms, p95Ms, questionsPerSecond, tokens, relativeCost } = value;
  const numbers = [
    accuracy,
    p50Ms,
    p95Ms,
    questionsPerSecond,
    tokens,
    ...(Array.isArray(ci) ? (ci as readonly unknown[]) : []),
  ];
  return (
    isString(name) &&
    KINDS.includes(kind) &&
    numbers.length === 7 &&
    numbers.every(Number.isFinite) &&
    (relativeCost === null || Number.isFinite(relativeCost))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
