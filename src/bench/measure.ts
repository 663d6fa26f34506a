/** Runs all contenders of a benchmark. */
import type { DecisionRecord } from '../decision-record.ts';
import { answersOf, put, type Contender } from './contender.ts';
import type { BenchEntry } from './entry.ts';
import { lineUp, type LineUp, type LineUpOptions } from './line-up.ts';
import { RunningPass, type Pass } from './pass.ts';
import { ProgressCounter, type BenchProgress } from './progress.ts';
import type { DrawnQuestion } from './questions.ts';
import { enoughFor } from './saturation.ts';
import { interleaved } from './schedule.ts';
import { mean } from './statistics.ts';
import { Team } from './team.ts';

/** How a benchmark is run. */
export interface MeasureOptions extends LineUpOptions {
  readonly entry: BenchEntry;
  readonly questions: readonly DrawnQuestion[];
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BenchProgress) => void;
}

/** Everything that was measured; see {@link LineUp}. */
export interface Measurements {
  readonly members: readonly Pass[];
  /** Of {@link members}. */
  readonly best: Pass;
  readonly bestSampled: Pass;
  readonly committee: Pass;
  readonly patient: Pass;
  readonly rounds: Pass | null;
  /** Of the patient committee, in the order of the questions; null where one was refused. */
  readonly records: readonly (DecisionRecord | null)[];
  readonly large: Pass;
  readonly largeSampled: Pass;
}

/** A model's first answer takes longer than the others, so it is not measured. */
const WARM_UP = { question: 'What is 1 + 1?', seed: 0 };

/** Starts the models, measures everything, and stops them. @throws PacoreError as `createPacore` and `ask` do */
export async function measure(options: MeasureOptions): Promise<Measurements> {
  const { entry, signal } = options;
  await using team = await Team.start(entry.committee, signal);
  await using large = await Team.start(entry.baseline, signal);
  return await measureAll(lineUp(entry, { team, large }, options), options);
}

async function measureAll(contenders: LineUp, options: MeasureOptions): Promise<Measurements> {
  const { questions, signal, onProgress } = options;
  const progress = new ProgressCounter(answersIn(contenders, questions), onProgress);
  const records: (DecisionRecord | null)[] = [];
  const pass = (contender: Contender, onRecord: (record: DecisionRecord | null) => void = () => undefined) =>
    new RunningPass(contender, { signal, onAsked: (asked) => progress.count(asked), onRecord });

  const members = contenders.members.map((member) => pass(member));
  const committee = pass(contenders.committee);
  const patient = pass(contenders.patient, (record) => records.push(record));
  const rounds = contenders.rounds && pass(contenders.rounds);
  const large = pass(contenders.large);
  const first = [...members, committee, patient, ...(rounds ? [rounds] : []), large];
  for (const { contender } of first) await put(contender, WARM_UP, signal);
  await interleaved(first, questions);

  const best = bestOf(members);
  const bestSampled = pass(contenders.sampled(best.contender.name));
  const largeSampled = pass(contenders.largeSampled);
  await interleaved([bestSampled, largeSampled], questions);

  for (const each of [...first, bestSampled, largeSampled]) await each.saturate(questions);
  return { members, best, bestSampled, committee, patient, rounds, records, large, largeSampled };
}

/** The most accurate; of several the first. Chosen on these questions, so it looks a little better than it is. */
function bestOf(members: readonly Pass[]): Pass {
  const accuracy = ({ answered }: Pass): number => mean(answered.map(({ right }) => Number(right)));
  return members.reduce((best, member) => (accuracy(member) > accuracy(best) ? member : best));
}

/** All answers that will be asked for, those of the saturated passes included. */
function answersIn(contenders: LineUp, questions: readonly DrawnQuestion[]): number {
  const { members, committee, patient, rounds, large, largeSampled, sampled } = contenders;
  const anyMember = members[0]?.name ?? '';
  const all = [...members, committee, patient, ...(rounds ? [rounds] : []), large, largeSampled, sampled(anyMember)];
  return all.reduce(
    (sum, contender) => sum + answersOf(contender) * (questions.length + enoughFor(contender, questions).length),
    0,
  );
}
