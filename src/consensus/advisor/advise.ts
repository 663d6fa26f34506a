/** Which members to ask together, from recorded answers: see docs/advisor.md. */
import { malformedInput, wrongOption } from '../misuse.ts';
import { roundedShare } from '../rounding.ts';
import type { Advice, ChosenCommittee, MemberAdvice } from './advice.ts';
import { ABSTAINED, type AnswerSheet } from './answer-sheet.ts';
import { numberOfSets } from './combinations.ts';
import { errorCorrelation } from './correlation.ts';
import { halvesOf } from './halves.ts';
import { anyRight, judge, shareOf, type Court } from './judge.ts';
import { optionsOf } from './options.ts';
import { recommend } from './recommend.ts';
import { search, searchCost, type Level, type ScoredCommittee } from './search.ts';
import { equalWeights, rightBy } from './vote-counter.ts';
import { warningsOn } from './warnings.ts';
import { learnWeights } from './weights.ts';

/** A larger committee costs more and adds less: each further member errs where others do. */
const DEFAULT_MAX_SIZE = 5;
/** The smallest committee in which a majority can outvote one member. */
const SMALLEST = 3;

/** What can be set. */
export interface AdviseOptions {
  /** The largest committee tried, from 2; default {@link DEFAULT_MAX_SIZE}. More than there are members means all. */
  readonly maxSize?: number | undefined;
  /** Fixes the halves and the bootstrap; a whole number. Default 1. */
  readonly seed?: number | undefined;
  /** K of the log-odds weights, at least 2: how many answers a question has to choose from. Default: what the answers show. */
  readonly options?: number | undefined;
}

/** How far it is, in ballots counted. */
export interface AdviseProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * The advice on a sheet. A generator, so that the caller may show progress and stop between two committees.
 * @throws PacoreError PACORE_USAGE (an option out of range), PACORE_INPUT (fewer than two members or questions)
 */
export function* advise(sheet: AnswerSheet, options: AdviseOptions = {}): Generator<AdviseProgress, Advice> {
  const settings = checked(sheet, options);
  const court = courtOf(sheet, settings.seed, settings.options);
  const sizes = sizesFor(sheet.members.length, settings.maxSize);
  const levels = yield* searched(court, sizes);
  const everybody = Int32Array.from(sheet.members.keys());
  const candidates = levels.flatMap((level) =>
    level.best.slice(0, 1).map((scored) => ({ level, scored, advice: judge(court, scored) })),
  );
  const committees = candidates.map(({ level, advice }): ChosenCommittee => {
    return { ...advice, searched: level.searched, tried: level.tried, losing: level.losing.count };
  });
  const all = judge(court, scoreOnChoosing(court, everybody));
  const members = membersOf(court);
  const spread = roundedShare((members[0]?.accuracy ?? 0) - (members.at(-1)?.accuracy ?? 0));
  const correlation = errorCorrelation(sheet, court.alone);
  const { questions, withoutGold } = sheet;
  const findings = { questions, withoutGold, members, spread, committees, all, correlation };
  return {
    questions,
    withoutGold,
    seed: settings.seed,
    options: court.options,
    members,
    spread,
    oracle: shareOf(anyRight(court.alone)),
    committees,
    all,
    correlation,
    recommendation: recommend(court, candidates),
    warnings: warningsOn({ ...findings, losers: losersOf(sheet, levels[0]) }),
  };
}

function checked(sheet: AnswerSheet, { maxSize = DEFAULT_MAX_SIZE, seed = 1, options }: AdviseOptions) {
  if (!Number.isSafeInteger(maxSize) || maxSize < 2)
    throw wrongOption('maxSize', 'a whole number of at least 2', maxSize);
  if (!Number.isSafeInteger(seed)) throw wrongOption('seed', 'a whole number', seed);
  if (options !== undefined && (!Number.isSafeInteger(options) || options < 2))
    throw wrongOption('options', 'a whole number of at least 2', options);
  if (sheet.members.length < 2)
    throw malformedInput(`There are responses of ${sheet.members.length} members; a committee needs at least 2.`);
  if (sheet.questions < 2)
    throw malformedInput(`Questions with a gold answer: ${sheet.questions}; one half needs another, so at least 2.`);
  return { maxSize, seed, options };
}

/** From three up to `maxSize`; two only where there are no three. */
function sizesFor(members: number, maxSize: number): readonly number[] {
  const largest = Math.min(members, maxSize);
  const smallest = Math.min(SMALLEST, largest);
  return Array.from({ length: largest - smallest + 1 }, (_, step) => smallest + step);
}

function courtOf(sheet: AnswerSheet, seed: number, given: number | undefined): Court {
  const halves = halvesOf(sheet.questions, seed);
  const options = given ?? optionsOf(sheet, halves.choosing);
  const majority = equalWeights(sheet);
  const every = Int32Array.from({ length: sheet.questions }, (_, question) => question);
  const alone = sheet.members.map((_, member) => rightBy(sheet, every, Int32Array.of(member), majority));
  const hits = alone.map((right) => halves.choosing.reduce((sum, question) => sum + (right[question] ?? 0), 0));
  const weights = learnWeights(sheet, halves.choosing, options);
  return { sheet, halves, majority, weighted: { weights, byConfidence: true }, options, hits, alone, seed };
}

function* searched(court: Court, sizes: readonly number[]): Generator<AdviseProgress, readonly Level[]> {
  const { sheet, halves, majority, weighted, hits } = court;
  const input = { sheet, questions: halves.choosing, majority, weighted, hits };
  const total = searchCost(input, sizes);
  const steps = search(input, sizes);
  let done = 0;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    done += step.value;
    yield { done: Math.min(done, total), total };
  }
}

function scoreOnChoosing({ sheet, halves, majority, weighted }: Court, members: Int32Array): ScoredCommittee {
  const hitsBy = (counting: Court['majority']): number =>
    rightBy(sheet, halves.choosing, members, counting).reduce((sum, right) => sum + right, 0);
  return { members, majority: hitsBy(majority), weighted: hitsBy(weighted) };
}

function membersOf({ sheet, alone }: Court): readonly MemberAdvice[] {
  const { members, questions, starts, answers } = sheet;
  const hasAnswered = (question: number, member: number): boolean => {
    const row = question * members.length + member;
    return answers.subarray(starts[row], starts[row + 1]).some((answer) => answer !== ABSTAINED);
  };
  return members
    .map((name, member) => {
      let answered = 0;
      for (let question = 0; question < questions; question++) if (hasAnswered(question, member)) answered++;
      return { member: name, accuracy: shareOf(alone[member] ?? new Uint8Array(0)), answered };
    })
    .sort((one, other) => other.accuracy - one.accuracy);
}

function losersOf({ members }: AnswerSheet, level: Level | undefined) {
  if (level?.searched !== 'all') return [];
  const tried = numberOfSets(members.length - 1, level.size - 1);
  return members.map((member, place) => ({ member, losing: level.losing.byMember[place] ?? 0, tried }));
}
