/** How a committee does on the questions that it was not chosen on. */
import { fourDecimals, roundedShare } from '../rounding.ts';
import type { CommitteeAdvice } from './advice.ts';
import type { AnswerSheet } from './answer-sheet.ts';
import { gainOver } from './gain.ts';
import type { Halves } from './halves.ts';
import type { ScoredCommittee } from './search.ts';
import { rightBy, type Counting } from './vote-counter.ts';
import { fieldOf } from './wording.ts';

/** What all committees are judged by. */
export interface Court {
  readonly sheet: AnswerSheet;
  readonly halves: Halves;
  readonly majority: Counting;
  /** Its weights are learned on the choosing half. */
  readonly weighted: Counting;
  /** K of those weights. */
  readonly options: number;
  /** By member: right answers on the choosing half. */
  readonly hits: readonly number[];
  /** By member and question of the sheet: 1 where it is right alone. */
  readonly alone: readonly Uint8Array[];
  readonly seed: number;
}

/** The committee on the held-out half, beside the member of it that was best on the choosing half. */
export function judge(court: Court, committee: ScoredCommittee): CommitteeAdvice {
  const { sheet, halves, seed } = court;
  const { members } = committee;
  const best = bestOf(court, members);
  const reference = heldOutRight(court, best);
  const { majority, weighted } = byBothRules(court, members);
  const gains = { majority: gainOver(reference, majority, seed), weighted: gainOver(reference, weighted, seed) };
  const rule = committee.weighted > committee.majority ? 'weighted_voting' : 'majority_voting';
  const gain = gains[fieldOf(rule)];
  const nameOf = (member: number): string => sheet.members[member] ?? '';
  return {
    size: members.length,
    members: Array.from(members, nameOf),
    rule,
    bestMember: nameOf(best),
    weights: Object.fromEntries(Array.from(members, (member) => [nameOf(member), weightOf(court, member)])),
    heldOut: {
      questions: halves.heldOut.length,
      majority: shareOf(majority),
      weighted: shareOf(weighted),
      bestMember: shareOf(reference),
      oracle: shareOf(anyRight(Array.from(members, (member) => heldOutRight(court, member)))),
      gain: gain.mean,
      gainInterval: gain.interval,
      gains,
    },
  };
}

/** Of `members`, the one that was right most often on the choosing half; the first of several. */
export function bestOf({ hits }: Court, members: Int32Array): number {
  return members.reduce((best, member) => ((hits[member] ?? 0) > (hits[best] ?? 0) ? member : best), members[0] ?? 0);
}

/** Whether one member alone is right, by question of the held-out half. */
export function heldOutRight({ alone, halves }: Court, member: number): Uint8Array {
  return Uint8Array.from(halves.heldOut, (question) => alone[member]?.[question] ?? 0);
}

/** Whether a committee is right by majority_voting and by weighted_voting, by question of the held-out half. */
export function byBothRules({ sheet, halves, majority, weighted }: Court, members: Int32Array) {
  const by = (counting: Counting): Uint8Array => rightBy(sheet, halves.heldOut, members, counting);
  return { majority: by(majority), weighted: by(weighted) };
}

/** 1 where any of `rights`, all as long, is. */
export function anyRight(rights: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array(0)] = rights;
  return first.map((_, place) => Number(rights.some((right) => right[place] === 1)));
}

/** The share of 1s, four decimals; 0 of nothing. */
export function shareOf(right: Uint8Array): number {
  return roundedShare(right.reduce((sum, value) => sum + value, 0) / (right.length || 1));
}

function weightOf({ weighted }: Court, member: number): number {
  return fourDecimals(weighted.weights[member] ?? 0);
}
