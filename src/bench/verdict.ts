/** What a benchmark comes to, in plain words, losses included. */
import type { BenchRow, Comparison, Interval, Outcome } from './result.ts';

/** Worse by no more than this, with 95 per cent confidence, is a match: two points (non-inferiority). */
const MARGIN = 0.02;

/**
 * On fewer questions nothing is called a match: where none of n questions goes wrong, up to 3/n of all may (rule of three,
 * Hanley and Lippman-Hand 1983), and the bootstrap cannot see what did not happen once.
 */
const LEAST_FOR_A_MATCH = 3 / MARGIN;

/** What the verdict is on. */
export interface Findings {
  readonly count: number;
  readonly strategy: string;
  readonly committee: BenchRow;
  /** Greedy. */
  readonly large: BenchRow;
  /** The best member alone. */
  readonly best: BenchRow;
  /** The committee to the large model. */
  readonly toLarge: Comparison;
  /** The committee to the best member. */
  readonly toBest: Comparison;
}

/** How the committee did against the large model. */
export function outcomeOf({ count, toLarge }: Pick<Findings, 'count' | 'toLarge'>): Outcome {
  const { difference, ci, significant } = toLarge;
  const isClose = ci[0] > -MARGIN && count >= LEAST_FOR_A_MATCH;
  if (significant && difference > 0) return 'wins';
  if (isClose) return 'matches';
  return significant ? 'loses' : 'undecided';
}

/** One line: the outcome, whether the baseline was a fair one, what the members' union is worth, and what it costs. */
export function verdictOn(findings: Findings): string {
  const { strategy, committee, large, toLarge, count } = findings;
  const who = `the committee (${strategy})`;
  const heads: Readonly<Record<Outcome, string>> = {
    wins: `${who} is better than ${large.name}`,
    matches: `${who} matches ${large.name}, give or take ${100 * MARGIN} points`,
    loses: `${who} loses to ${large.name}`,
    undecided: `too few questions to tell whether ${who} matches ${large.name}`,
  };
  const head = heads[outcomeOf(findings)];
  return [
    `${head.charAt(0).toUpperCase()}${head.slice(1)}: ${percent(committee.accuracy)} of ${count} questions right against ` +
      `${percent(large.accuracy)}, ${spread(toLarge)}.`,
    ...fairness(findings),
    union(findings),
    price(committee, large),
  ].join(' ');
}

function fairness({ large, best }: Findings): readonly string[] {
  if (large.accuracy >= best.accuracy) return [];
  const [low, high] = [percent(large.accuracy), percent(best.accuracy)];
  return [
    `Unfair baseline: ${large.name} (${low}) is below the best small model alone, ${best.name} (${high}), so this says nothing of small models against a good large one.`,
  ];
}

function union({ best, toBest }: Findings): string {
  const { difference, significant } = toBest;
  const worth = !significant ? 'not measurably better or worse' : difference > 0 ? 'better' : 'worse';
  return `The committee is ${worth} than its best member alone, ${best.name}: ${spread(toBest)}.`;
}

function price(committee: BenchRow, large: BenchRow): string {
  const time = `takes ${times(committee.p50Ms / large.p50Ms)} as long as ${large.name} (median)`;
  const { relativeCost } = committee;
  return `It ${time}${relativeCost === null ? '' : `, at ${times(relativeCost)} the cost`}.`;
}

function spread({ difference, ci }: Comparison): string {
  return `${points(difference)} points (95 % interval ${intervalText(ci)})`;
}

/** A share as `76.3 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A difference of shares in points, with its sign. */
export function points(difference: number): string {
  const text = Math.abs(100 * difference).toFixed(1);
  return `${text === '0.0' ? '' : difference < 0 ? '−' : '+'}${text}`;
}

/** The ends of an interval of differences, in points. */
export function intervalText([lo, hi]: Interval): string {
  return `${points(lo)} to ${points(hi)}`;
}

function times(factor: number): string {
  return `${factor.toFixed(2)} times`;
}
