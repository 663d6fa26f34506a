/** A benchmark from its questions to its verdict. */
import { availableParallelism } from 'node:os';
import { ConsensusEngine } from '../consensus/engine.ts';
import { Bootstrap } from './bootstrap.ts';
import { compare, type Marks } from './compare.ts';
import { disagreements } from './disagreements.ts';
import { graded, UNANSWERED } from './grade.ts';
import { committeeName } from './line-up.ts';
import { measure, type MeasureOptions, type Measurements } from './measure.ts';
import type { Pass } from './pass.ts';
import type { DrawnQuestion } from './questions.ts';
import type { BenchResult, BenchRow } from './result.ts';
import { costOf, rowOf, setSizes } from './rows.ts';
import { speedupOf } from './speedup.ts';
import { outcomeOf, verdictOn } from './verdict.ts';

/** How a benchmark is run and worked out. */
export interface BenchOptions extends MeasureOptions {
  /** Questions that there are. */
  readonly available: number;
  /** That the questions were drawn with; draws the resamples, too. */
  readonly seed: number;
}

/** Runs a benchmark. @throws PacoreError as `createPacore` and `ask` do */
export async function runBench(options: BenchOptions): Promise<BenchResult> {
  return resultOf(await measure(options), options);
}

function resultOf(measured: Measurements, options: BenchOptions): BenchResult {
  const { entry, questions, seed, samples, available } = options;
  const { members, best, bestSampled, committee, patient, rounds, large, largeSampled } = measured;
  const { strategy } = entry.committee.consensus;
  const bootstrap = new Bootstrap(questions.length, seed);
  const terms = { questions, bootstrap, unitOfCost: costOf(large) };
  const others = otherStrategies(measured, questions, strategy);
  const inRounds = rounds === null ? [] : [rounds];
  const passes = [...members, bestSampled, committee, ...others, ...inRounds, large, largeSampled];
  const row = (pass: Pass): BenchRow => rowOf(pass, terms);
  const between = (a: Pass, b: Pass) => compare(marksOf(a), marksOf(b), bootstrap);
  const toLarge = passes.filter((pass) => pass !== large).map((pass) => between(pass, large));
  const findings = {
    count: questions.length,
    strategy,
    committee: row(committee),
    large: row(large),
    best: row(best),
    toLarge: between(committee, large),
    toBest: between(committee, best),
  };
  return {
    count: questions.length,
    available,
    sets: Object.fromEntries(setSizes(questions)),
    seed,
    strategy,
    baseline: entry.baselineName,
    samples,
    rows: passes.map(row),
    comparisons: [
      ...toLarge,
      ...[best, bestSampled, largeSampled].map((other) => between(committee, other)),
      ...inRounds.map((other) => between(other, committee)),
    ],
    ...speedupOf(members, patient, availableParallelism()),
    outcome: outcomeOf(findings),
    verdict: verdictOn(findings),
    lost: disagreements({ committee, large }, questions, 'large'),
    won: disagreements({ committee, large }, questions, 'committee'),
  };
}

/** What the other strategies make of the same ballots; no model is run for them. */
function otherStrategies(
  { patient, records }: Measurements,
  questions: readonly DrawnQuestion[],
  named: string,
): readonly Pass[] {
  const engine = new ConsensusEngine();
  return engine.strategies
    .filter((strategy) => strategy !== named)
    .map((strategy) => ({
      ...patient,
      contender: { ...patient.contender, name: committeeName(strategy) },
      answered: patient.answered.map((answered, index) => {
        const [record, question] = [records[index], questions[index]];
        if (!record || question === undefined) return { ...answered, ...UNANSWERED };
        const { electorate, ballots, rules } = record;
        const decision = engine.decideBallots({ electorate, ballots, rules: { ...rules, strategy, options: {} } });
        return { ...answered, ...graded(decision, question) };
      }),
    }));
}

function marksOf({ contender, answered }: Pass): Marks {
  return { name: contender.name, right: answered.map(({ right }) => right) };
}
