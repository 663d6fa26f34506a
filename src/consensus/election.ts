/** What is decided: who may vote, the ballots that are in, and the rules. */
import type { PacoreError } from '../errors.ts';
import { ballotKey, isValid, type Ballot, type ElectorateEntry } from './ballot.ts';
import { duplicateIn } from './candidates.ts';
import type { Rules } from './decision.ts';
import { misuse } from './misuse.ts';
import { votingRound } from './rounds.ts';

/** One question before the decision. Ballots that are not in yet are simply absent. */
export interface Election {
  readonly electorate: readonly ElectorateEntry[];
  readonly ballots: readonly Ballot[];
  readonly rules: Rules;
  /** What was asked, where it is known: what two answers repeat of it, they do not have in common. */
  readonly question?: string | undefined;
}

/**
 * The ballots of the round that votes, by electorate and sample: whatever follows from them no longer depends on the
 * order of arrival.
 * @throws PacoreError PACORE_USAGE: a malformed electorate or ballot, a voter or ballot twice, a ballot from outside.
 */
export function canonicalBallots({ electorate, ballots, rules }: Election): readonly Ballot[] {
  const places = placesOf(electorate);
  const round = votingRound(rules);
  const seen = new Set<string>();
  for (const ballot of ballots) checkRound(ballot, rules);
  const counted = ballots.filter((ballot) => ballot.round === round);
  for (const ballot of counted) {
    const entry = electorate[places.get(ballot.member) ?? -1];
    if (entry === undefined) throw refusal(ballot, 'the member is not in the electorate');
    checkBallot(ballot, entry);
    const key = ballotKey(ballot);
    if (seen.has(key)) throw refusal(ballot, 'it has been cast already');
    seen.add(key);
  }
  const place = (ballot: Ballot): number => places.get(ballot.member) ?? 0;
  return counted.sort((a, b) => place(a) - place(b) || a.sample - b.sample);
}

/**
 * The ballots of the other rounds, which are read and not counted, by round, member and sample.
 * @throws PacoreError PACORE_USAGE: one twice
 */
export function otherBallots({ ballots, rules }: Election): readonly Ballot[] {
  const voting = votingRound(rules);
  const others = ballots.filter(({ round }) => round !== voting);
  const twice = duplicateIn(others.map(ballotKey));
  if (twice !== undefined)
    throw misuse(`The ballot ${twice} (round, sample, member) is refused: it has been cast already.`);
  return others.sort(
    (a, b) => a.round - b.round || (a.member < b.member ? -1 : a.member > b.member ? 1 : a.sample - b.sample),
  );
}

/** The weight of the whole electorate, those missing included. */
export function totalWeight(electorate: readonly ElectorateEntry[]): number {
  return electorate.reduce((sum, { weight }) => sum + weight, 0);
}

/** How many members must answer: the rules' quorum, otherwise a majority of the electorate. */
export function quorumOf({ electorate, rules }: Pick<Election, 'electorate' | 'rules'>): number {
  return rules.quorum ?? majorityOf(electorate.length);
}

/** The smallest number of members that is more than half of them. */
export function majorityOf(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** The members with at least one valid ballot, abstentions included. */
export function answeringMembers(ballots: readonly Ballot[]): ReadonlySet<string> {
  return new Set(ballots.filter(isValid).map(({ member }) => member));
}

/** The ballots that can still come, by member; members without any are left out. */
export function outstanding({
  electorate,
  ballots,
  rules,
}: Election): ReadonlyMap<string, { readonly count: number; readonly weight: number }> {
  const cast = new Map<string, number>();
  const voting = votingRound(rules);
  for (const { member, round } of ballots) {
    if (round === voting) cast.set(member, (cast.get(member) ?? 0) + 1);
  }
  return new Map(
    electorate.flatMap(({ member, samples, weight, missing }) => {
      const count = missing === undefined ? samples - (cast.get(member) ?? 0) : 0;
      return count > 0 ? [[member, { count, weight: (count * weight) / samples }] as const] : [];
    }),
  );
}

function placesOf(electorate: readonly ElectorateEntry[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, { member, samples, weight }] of electorate.entries()) {
    if (places.has(member)) throw misuse(`The member "${member}" is in the electorate twice; name it once.`);
    if (!Number.isSafeInteger(samples) || samples < 1) {
      throw misuse(`The electorate gives "${member}" ${samples} samples; it must be a whole number of at least 1.`);
    }
    if (!Number.isFinite(weight) || weight <= 0) {
      throw misuse(`The electorate gives "${member}" the weight ${weight}; it must be a number above 0.`);
    }
    places.set(member, index);
  }
  if (!Number.isFinite(totalWeight(electorate))) {
    throw misuse('The weights of the electorate add up to more than a number can hold; make them smaller.');
  }
  return places;
}

/** @throws PacoreError PACORE_USAGE: the ballot is not one that this voter may cast */
export function checkBallot(ballot: Ballot, { samples, weight }: ElectorateEntry): void {
  const { sample, answer, confidence, ranking } = ballot;
  if (!Number.isSafeInteger(sample) || sample < 0 || sample >= samples)
    throw refusal(ballot, `only ${samples} samples were asked for`);
  if (answer !== null && typeof answer !== 'string') throw refusal(ballot, 'the answer must be a string or null');
  if (confidence !== null && !(confidence >= 0 && confidence <= 1)) {
    throw refusal(ballot, `its confidence is ${confidence}; it must be 0 to 1, or null`);
  }
  if (ranking !== undefined) checkRanking(ballot, ranking);
  const share = weight / samples;
  if (!(Math.abs(ballot.weight - share) <= share * 1e-9)) {
    throw refusal(ballot, `it weighs ${ballot.weight}; the weight of its member / samples is ${share}`);
  }
}

/** @throws PacoreError PACORE_USAGE: the question has no such round */
export function checkRound(ballot: Ballot, { rounds = [1] }: Pick<Rules, 'rounds'>): void {
  const { round } = ballot;
  if (!Number.isSafeInteger(round) || round < 0) throw refusal(ballot, 'the round must be a whole number from 0 on');
  if (round >= rounds.length)
    throw refusal(ballot, `there is no round ${round}; the question has ${rounds.length}, counted from 0`);
}

function checkRanking(ballot: Ballot, ranking: unknown): void {
  if (!Array.isArray(ranking) || !ranking.every((candidate) => typeof candidate === 'string')) {
    throw refusal(ballot, 'the ranking must be an array of answers');
  }
  const duplicate = duplicateIn(ranking);
  if (duplicate !== undefined) throw refusal(ballot, `its ranking names ${JSON.stringify(duplicate)} twice`);
}

function refusal({ member, sample, round }: Ballot, why: string): PacoreError {
  return misuse(`The ballot of "${member}" (sample ${sample}, round ${round}) is refused: ${why}.`);
}
