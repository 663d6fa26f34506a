/** Which members a question is put to. */
import type { MemberState, ReplicaLoad } from '../actors/protocol.ts';
import { PacoreError } from '../errors.ts';
import { votingRound } from '../consensus/rounds.ts';
import { drawnVoters, leastBusyVoters } from '../pipeline/choose-voters.ts';
import type { Voter } from '../pipeline/prompt.ts';
import { usage, type AskOptions } from './question.ts';

/**
 * The members that a question may be put to: all, or those it names.
 * @param quorum of the question; null: a majority
 * @throws PacoreError PACORE_NO_QUORUM when there is nobody; PACORE_USAGE when one is unknown, and when `ask` or the quorum is more than there are, or than the
 * trajectories of the round that votes
 */
export function candidatesOf<Member extends { readonly id: string }>(
  members: readonly Member[],
  { members: wanted, ask, rounds }: Pick<AskOptions, 'members' | 'ask' | 'rounds'>,
  quorum: number | null,
): readonly Member[] {
  const named = wanted === undefined ? members : [...new Set(wanted)].map((id) => memberNamed(members, id));
  if (named.length === 0)
    throw new PacoreError('PACORE_NO_QUORUM', 'There is no member to ask yet; add one, or start a worker.');
  if (ask !== undefined && ask > named.length) {
    throw usage(`ask is ${ask}, but there are only ${named.length} members to choose from; ask fewer or add members.`);
  }
  const asked = Math.min(ask ?? named.length, rounds?.[votingRound({ rounds })] ?? Infinity);
  if (quorum === null || quorum <= asked) return named;
  throw usage(`A quorum of ${quorum} cannot be met: ${asked} members are asked.`);
}

/** How `ask` of the voters are chosen. */
export interface Choosing {
  /** Chosen by weight, with the seed; otherwise the least busy ones. */
  readonly byWeight: boolean;
  readonly seed: number;
  /** What the replicas have to do now; asked for only where it counts. */
  readonly loads: () => Promise<readonly ReplicaLoad[]>;
}

/** The voters of a question: `ask` of the candidates, or all; those that cannot answer only where the others are too few. */
export async function chooseVoters(
  candidates: readonly MemberState[],
  ask: number | undefined,
  { byWeight, seed, loads }: Choosing,
): Promise<readonly Voter[]> {
  const voters = candidates.map(voterOf);
  if (ask === undefined) return voters;
  return byWeight ? drawnVoters(voters, ask, seed) : leastBusyVoters(voters, ask, busyShares(await loads()));
}

/** Prompts that run or wait, by member, as a share of its slots. */
function busyShares(loads: readonly ReplicaLoad[]): ReadonlyMap<string, number> {
  const totals = new Map<string, { slots: number; prompts: number }>();
  for (const { member, slots, inFlight, queued } of loads) {
    // Each replica tells of the one queue of its member.
    const total = totals.get(member) ?? { slots: 0, prompts: queued };
    totals.set(member, { slots: total.slots + slots, prompts: total.prompts + inFlight });
  }
  return new Map([...totals].map(([member, { slots, prompts }]) => [member, prompts / slots]));
}

/**
 * The aggregator of a question: the member that it names, or the configured one; null where that is nobody, or has been
 * removed since the start, which is no mistake of the question's.
 * @throws PacoreError PACORE_USAGE: the question names one that there is not
 */
export function aggregatorOf(
  members: readonly MemberState[],
  named: string | null | undefined,
  configured: string | null,
): Voter | null {
  if (named === null) return null;
  if (named !== undefined) return voterOf(memberNamed(members, named));
  const member = members.find(({ id }) => id === configured);
  return member === undefined ? null : voterOf(member);
}

function voterOf({ id, model, slots, terms, status, reason }: MemberState): Voter {
  const missing = CAN_ANSWER.has(status) ? {} : { missing: reason ?? status };
  const { contextSize = null } = terms;
  return { member: id, model, slots, ...terms, contextSize, ...missing };
}

/** Prompts to these are answered, if need be after a wait. */
const CAN_ANSWER: ReadonlySet<MemberState['status']> = new Set(['starting', 'ready', 'restarting']);

/** The member of that id. @throws PacoreError PACORE_USAGE, naming those there are */
function memberNamed<Member extends { readonly id: string }>(members: readonly Member[], id: string): Member {
  const member = members.find((candidate) => candidate.id === id);
  if (member !== undefined) return member;
  throw usage(`There is no member "${id}"; members: ${members.map((candidate) => candidate.id).join(', ') || 'none'}.`);
}
