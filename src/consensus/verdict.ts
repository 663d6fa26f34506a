/** Runs a strategy and checks what it returns: a user's strategy may do anything. */
import { types } from 'node:util';
import { messageOf, PacoreError } from '../errors.ts';
import type { CountedBallot } from './ballot.ts';
import { candidatesOf } from './candidates.ts';
import { FACTORS } from './factors.ts';
import { shown } from './misuse.ts';
import type { RegisteredStrategy } from './registry.ts';
import type { StrategyContext, Verdict } from './strategy.ts';
import { OutOfTime, within } from './time-limit.ts';

const TIE_BREAKS: readonly unknown[] = ['confidence', 'ballots', 'order', null, undefined];

/** A strategy of the user's own that has not returned after this time never will; milliseconds. */
const STRATEGY_LIMIT_MS = 1000;

/**
 * The verdict of a strategy on valid ballots with canonical answers. Where no ballot has an answer or ranks any there is
 * nothing to choose from, and the strategy is not asked. One of the user's own gets copies and cannot alter the record.
 * @throws PacoreError PACORE_STRATEGY: it threw, did not return, or its verdict is not one; names the strategy and what
 * is wrong.
 */
export function verdictOf(
  entry: RegisteredStrategy,
  ballots: readonly CountedBallot[],
  context: StrategyContext,
): Verdict {
  const candidates = candidatesOf(ballots);
  if (candidates.size === 0) return { answer: null, confidence: 0, decidedBy: entry.decidesNothingBy ?? entry.name };
  if (entry.isBuiltIn) return entry.strategy(ballots, context.rules.options, context);
  const { returned, fault } = attempt(entry.name, () => {
    const { electorate, totalWeight, rules } = context;
    const options = Object.freeze({ ...rules.options });
    const copy = { electorate: copiesOf(electorate), totalWeight, rules: Object.freeze({ ...rules, options }) };
    const fields = fieldsOf(entry.strategy(copiesOf(ballots), options, copy));
    return { returned: fields, fault: faultOf(fields, candidates) };
  });
  if (fault !== null) throw failure(entry.name, `${fault}.`);
  return returned as Verdict; // Checked by now, field by field.
}

function copiesOf<T extends object>(items: readonly T[]): readonly T[] {
  return Object.freeze(items.map((item) => Object.freeze({ ...item })));
}

/** Getters and proxies of a verdict are the strategy's code too: whatever is done with it is done in here. */
function attempt<T>(name: string, job: () => T): T {
  try {
    return within(STRATEGY_LIMIT_MS, job);
  } catch (cause) {
    if (cause instanceof OutOfTime) throw failure(name, `${cause.message}.`);
    throw failure(name, `threw: ${messageOf(cause)}`, cause);
  }
}

function failure(name: string, what: string, cause?: unknown): PacoreError {
  return new PacoreError('PACORE_STRATEGY', `The strategy "${name}" ${what}`, { retryable: false, cause });
}

/** What was returned, each field read once; a promise is let go of, so that its rejection is no unhandled one. */
function fieldsOf(returned: unknown): unknown {
  if (typeof returned !== 'object' || returned === null) return returned;
  if (types.isPromise(returned)) void Promise.prototype.then.call(returned, undefined, () => undefined);
  if ('then' in returned) return { then: true };
  const given = returned as Partial<Record<keyof Verdict, unknown>>;
  const { answer, confidence, text, scores, tieBreak, factors, supporters } = given;
  return {
    ...{ answer, confidence, text, tieBreak, factors },
    scores: scores instanceof Map ? new Map(scores) : scores,
    supporters: supporters instanceof Set ? new Set(supporters) : supporters,
  };
}

/** What is wrong with a verdict, as the rest of a sentence; null when nothing is. */
function faultOf(verdict: unknown, candidates: ReadonlySet<string>): string | null {
  if (typeof verdict !== 'object' || verdict === null)
    return `returned ${shown(verdict)} instead of { answer, confidence }`;
  if ('then' in verdict) return 'returned a promise; a strategy answers at once';
  const given = verdict as Partial<Record<keyof Verdict, unknown>>;
  const { answer, confidence, text, scores, tieBreak, factors, supporters } = given;
  if (answer !== null && typeof answer !== 'string')
    return `returned the answer ${shown(answer)}; it must be a string or null`;
  if (answer !== null && !candidates.has(answer)) {
    return `returned the answer ${shown(answer)}, which no ballot has`;
  }
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1)) {
    return `returned the confidence ${shown(confidence)}; it must be a number from 0 to 1`;
  }
  if (text !== undefined && typeof text !== 'string') return `returned the text ${shown(text)}; it must be a string`;
  if (!TIE_BREAKS.includes(tieBreak)) return `returned the tie-break ${shown(tieBreak)}`;
  if (scores !== undefined && !areScores(scores))
    return 'returned scores that are not a Map of answer to { score, share }, finite numbers';
  if (supporters !== undefined && !areAnswers(supporters, candidates))
    return 'returned supporters that are not a Set of answers that ballots have';
  return factors === undefined || areFactors(factors)
    ? null
    : `returned factors that are not rows of answer, ${[...FACTORS, 'score'].join(', ')}, finite numbers`;
}

function areScores(scores: unknown): boolean {
  if (!(scores instanceof Map)) return false;
  return [...(scores as ReadonlyMap<unknown, unknown>).values()].every(
    (entry) =>
      typeof entry === 'object' &&
      entry !== null &&
      'score' in entry &&
      'share' in entry &&
      Number.isFinite(entry.score) &&
      Number.isFinite(entry.share),
  );
}

function areAnswers(supporters: unknown, candidates: ReadonlySet<string>): boolean {
  return (
    supporters instanceof Set &&
    [...(supporters as ReadonlySet<unknown>)].every((one) => typeof one === 'string' && candidates.has(one))
  );
}

function areFactors(factors: unknown): boolean {
  if (!Array.isArray(factors)) return false;
  return factors.every((row: unknown) => {
    if (typeof row !== 'object' || row === null) return false;
    const { answer, ...numbers } = row as Readonly<Record<string, unknown>>;
    return typeof answer === 'string' && [...FACTORS, 'score'].every((name) => Number.isFinite(numbers[name]));
  });
}
