/** The ballots of a question that did not come: they stand in its record too, and say why. */
import { ballotKey, type Ballot, type ElectorateEntry } from '../consensus/ballot.ts';
import type { Election } from '../consensus/election.ts';
import { votingRound } from '../consensus/rounds.ts';
import type { ConsensusCommand } from './protocol.ts';

type CloseReason = Extract<ConsensusCommand, { type: 'close' }>['reason'];

/** `election` with a ballot for every sample that was asked for in the rounds `begun`, in the order of their electorates. */
export function withAbsentBallots(election: Election, begun: readonly Election[], reason: CloseReason): Election {
  const cast = new Map(election.ballots.map((ballot) => [ballotKey(ballot), ballot]));
  const asked = begun.flatMap(({ electorate, rules }) =>
    electorate.flatMap((entry) => ballotsOf(entry, votingRound(rules), cast, reason)),
  );
  const known = new Set(asked.map(ballotKey));
  const others = election.ballots.filter((ballot) => !known.has(ballotKey(ballot)));
  return { ...election, ballots: [...others, ...asked] };
}

/** The ballots of one voter in the order of its samples. */
function ballotsOf(
  entry: ElectorateEntry,
  round: number,
  cast: ReadonlyMap<string, Ballot>,
  reason: CloseReason,
): readonly Ballot[] {
  if (entry.missing !== undefined) return [];
  return Array.from({ length: entry.samples }, (_, sample) => {
    const key = { member: entry.member, sample, round };
    return cast.get(ballotKey(key)) ?? absentBallot(entry, key, reason);
  });
}

function absentBallot(
  entry: ElectorateEntry,
  { sample, round }: Pick<Ballot, 'sample' | 'round'>,
  reason: CloseReason,
): Ballot {
  const late = { code: 'PACORE_DEADLINE', message: 'No answer before the deadline of the question.' } as const;
  return {
    member: entry.member,
    model: entry.model ?? null,
    sample,
    round,
    text: '',
    answer: null,
    confidence: null,
    weight: entry.weight / entry.samples,
    ...(reason === 'deadline' ? { finish: 'error', error: late } : { finish: 'cancelled' }),
    promptTokens: 0,
    completionTokens: 0,
    latencyMs: 0,
  };
}
