/** From passes to rows. */
import type { MemberConfig } from '../config/member-schema.ts';
import type { Bootstrap } from './bootstrap.ts';
import type { Contender } from './contender.ts';
import type { Pass } from './pass.ts';
import type { DrawnQuestion } from './questions.ts';
import type { BenchRow } from './result.ts';
import { mean, quantile, rounded } from './statistics.ts';

/** What every row is worked out with. */
export interface RowTerms {
  readonly questions: readonly DrawnQuestion[];
  readonly bootstrap: Bootstrap;
  /** Parameters × tokens of the large model's greedy answers; null where it cannot be told. */
  readonly unitOfCost: number | null;
}

/** The row of a pass. */
export function rowOf(pass: Pass, { questions, bootstrap, unitOfCost }: RowTerms): BenchRow {
  const { contender, answered, cpuMs, questionsPerSecond } = pass;
  const times = answered.map(({ ms }) => ms);
  const right = answered.map((one) => Number(one.right));
  const [lo, hi] = bootstrap.meanInterval(right);
  const cost = costOf(pass);
  const sets = [...setSizes(questions).keys()].map((set) => [set, accuracyAmong(right, questions, set)] as const);
  return {
    name: contender.name,
    kind: contender.kind,
    accuracy: rounded(mean(right), 4),
    ci: [rounded(lo, 4), rounded(hi, 4)],
    sets: Object.fromEntries(sets),
    unanswered: answered.filter(({ isAnswered }) => !isAnswered).length,
    p50Ms: rounded(quantile(times, 0.5), 2),
    p95Ms: rounded(quantile(times, 0.95), 2),
    wallMsAt1: rounded(mean(times), 2),
    questionsPerSecond: rounded(questionsPerSecond, 2),
    cpuMsPerQuestion: runsHere(contender) ? rounded(cpuMs / answered.length, 2) : null,
    tokens: rounded(mean(answered.map(({ tokens }) => sum(tokens.values()))), 2),
    parameters: parametersOf(contender),
    relativeCost: cost === null || unitOfCost === null ? null : rounded(cost / unitOfCost, 4),
  };
}

/** Parameters × tokens, mean over the questions; null where parameters are not known, or nothing was written. */
export function costOf({ contender, answered }: Pass): number | null {
  const { parameters } = contender.team;
  const costs = answered.map(({ tokens }) =>
    sum([...tokens].map(([member, count]) => count * (parameters.get(member) ?? NaN))),
  );
  return mean(costs) > 0 ? mean(costs) : null;
}

/** Questions by set, in the order in which the sets come; those without one belong to none. */
export function setSizes(questions: readonly DrawnQuestion[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { set } of questions) if (set !== null) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  return new Map([...sizes].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function accuracyAmong(right: readonly number[], questions: readonly DrawnQuestion[], set: string): number {
  return rounded(mean(right.filter((_, index) => questions[index]?.set === set)), 4);
}

function parametersOf({ team, members }: Contender): number | null {
  const total = sum(members.map((member) => team.parameters.get(member) ?? NaN));
  return Number.isNaN(total) ? null : total;
}

/** Whether this process does all of the computing. */
export function runsHere({ team, members }: Contender): boolean {
  const elsewhere = ({ id, ...member }: MemberConfig): boolean =>
    members.includes(id) &&
    (member.backend === 'openai' || (member.backend === 'llama' && member.isolation === 'process'));
  return !team.config.members.some(elsewhere);
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
