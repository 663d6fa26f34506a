/** Exit statuses, and how errors are said. */
import type { Status } from '../consensus/decision.ts';
import { asPacoreError, type ErrorCode } from '../errors.ts';
import { plain } from './terminal-text.ts';

/** Wrong usage, configuration or input is 2; every other failure is 1. */
const USAGE_CODES: ReadonlySet<ErrorCode> = new Set(['PACORE_USAGE', 'PACORE_CONFIG', 'PACORE_INPUT']);

/** The exit status of a decision: 0 decided, 3 answered but low_confidence, 1 no quorum. */
export function exitStatusOf(status: Status): number {
  return { decided: 0, low_confidence: 3, no_quorum: 1 }[status];
}

/** The exit status of an error. */
export function exitStatusOfError(error: unknown): number {
  return USAGE_CODES.has(asPacoreError(error).code) ? 2 : 1;
}

/** An error in plain lines, ready for standard error; with the stack only where `debug` asks for it. */
export function describeError(thrown: unknown, debug: boolean): string {
  const error = asPacoreError(thrown);
  // A message may quote a model file or a server: what a terminal would obey goes.
  return debug ? `${plain(error.stack ?? error.message)}\n` : `pacore: ${plain(error.message)} (${error.code})\n`;
}
