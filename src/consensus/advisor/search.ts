/** The best committee of each size on the choosing half: all of them where that is quick, otherwise a beam search. */
import type { AnswerSheet } from './answer-sheet.ts';
import { allSets, extensions, numberOfSets } from './combinations.ts';
import { VoteCounter, type Counting } from './vote-counter.ts';

/** Ballots counted (committees × questions × size) that take some twenty seconds. */
const MOST_BALLOTS = 3e8;
/** So many committees of each size are built on where not all are tried. */
const BEAM = 20;

/** A committee and its right answers on the choosing half. */
export interface ScoredCommittee {
  /** Places of its members, ascending. */
  readonly members: Int32Array;
  readonly majority: number;
  readonly weighted: number;
}

/** Committees of one size that were right less often than their best member alone, by majority, on the choosing half. */
interface LosingCommittees {
  readonly count: number;
  /** By member of the sheet: those that it is in. */
  readonly byMember: Int32Array;
}

/** All of one size that was tried. */
export interface Level {
  readonly size: number;
  /** `greedy`: each of the best {@link BEAM} of the size below, with one member more. */
  readonly searched: 'all' | 'greedy';
  readonly tried: number;
  readonly losing: LosingCommittees;
  /** Best first: by the better of both counts, then by their sum, then by first appearance. At least one. */
  readonly best: readonly ScoredCommittee[];
}

/** What the search counts on. */
export interface SearchInput {
  readonly sheet: AnswerSheet;
  /** The choosing half: places of questions. */
  readonly questions: Int32Array;
  readonly majority: Counting;
  readonly weighted: Counting;
  /** By member: its right answers on the choosing half. */
  readonly hits: readonly number[];
  /** All committees of a size are tried up to so many ballots counted; default 300 million. */
  readonly mostBallots?: number;
}

/** Ballots that searching `sizes` counts, for the time left. */
export function searchCost(input: SearchInput, sizes: readonly number[]): number {
  const members = input.sheet.members.length;
  return levelsFor(input, sizes).reduce((sum, size) => {
    const tried = isQuick(input, size) ? numberOfSets(members, size) : BEAM * (members - size + 1);
    return sum + tried * input.questions.length * size;
  }, 0);
}

/** The levels of `sizes` (ascending, consecutive, 2 to the number of members). Yields ballots counted since the last time. */
export function* search(input: SearchInput, sizes: readonly number[]): Generator<number, readonly Level[]> {
  const members = input.sheet.members.length;
  const levels: Level[] = [];
  for (const size of levelsFor(input, sizes)) {
    const isAll = isQuick(input, size);
    const below = levels.at(-1)?.best.map((committee) => committee.members) ?? Array.from(allSets(members, 1), copy);
    const found = yield* tryAll(input, isAll ? allSets(members, size) : extensions(members, below));
    levels.push({ size, searched: isAll ? 'all' : 'greedy', ...found });
  }
  return levels.filter(({ size }) => sizes.includes(size));
}

/** The sizes to go through: where the first is too much to try in full, those below it too, to build on. */
function levelsFor(input: SearchInput, sizes: readonly number[]): readonly number[] {
  const [first = 2] = sizes;
  return first > 2 && !isQuick(input, first) ? levelsFor(input, [first - 1, ...sizes]) : sizes;
}

function isQuick({ sheet, questions, mostBallots = MOST_BALLOTS }: SearchInput, size: number): boolean {
  return numberOfSets(sheet.members.length, size) * questions.length * size <= mostBallots;
}

function* tryAll(input: SearchInput, committees: Iterable<Int32Array>) {
  const { sheet, questions, hits } = input;
  const counter = new VoteCounter(sheet);
  const losing = { count: 0, byMember: new Int32Array(sheet.members.length) };
  const best: ScoredCommittee[] = [];
  let tried = 0;
  for (const members of committees) {
    const scored = scoreOf(input, counter, members);
    tried++;
    keepBest(best, scored);
    if (scored.majority < Math.max(...Array.from(members, (member) => hits[member] ?? 0))) {
      losing.count++;
      for (const member of members) losing.byMember[member] = (losing.byMember[member] ?? 0) + 1;
    }
    yield questions.length * members.length;
  }
  return { tried, losing, best };
}

function scoreOf(
  { sheet, questions, majority, weighted }: SearchInput,
  counter: VoteCounter,
  members: Int32Array,
): ScoredCommittee {
  const count = { members, majority: 0, weighted: 0 };
  for (const question of questions) {
    const gold = sheet.gold[question];
    if (counter.winner(question, members, majority) === gold) count.majority++;
    if (counter.winner(question, members, weighted) === gold) count.weighted++;
  }
  return count;
}

/** Puts `scored` in its place among the best, behind those that are as good. */
function keepBest(best: ScoredCommittee[], scored: ScoredCommittee): void {
  const place = best.findIndex((other) => isBetter(scored, other));
  if (place === -1 && best.length >= BEAM) return;
  best.splice(place === -1 ? best.length : place, 0, { ...scored, members: copy(scored.members) });
  best.length = Math.min(best.length, BEAM);
}

function isBetter(one: ScoredCommittee, other: ScoredCommittee): boolean {
  const lead = Math.max(one.majority, one.weighted) - Math.max(other.majority, other.weighted);
  return lead !== 0 ? lead > 0 : one.majority + one.weighted > other.majority + other.weighted;
}

function copy(members: Int32Array): Int32Array {
  return members.slice();
}
