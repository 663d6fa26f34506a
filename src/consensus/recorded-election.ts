/** Turns recorded responses into an election. */
import { canonicalAnswer, type Asked } from './answer.ts';
import type { Ballot, ElectorateEntry } from './ballot.ts';
import { duplicateIn } from './candidates.ts';
import { castBallot, type RawBallot } from './cast.ts';
import type { Profile, Rules } from './decision.ts';
import type { Election } from './election.ts';
import type { RecordedResponse } from './recorded.ts';
import { malformedInput, misuse } from './misuse.ts';

/** Who may vote; with neither, whoever responded. */
export interface Voters {
  /** Exactly these vote, with the samples that they have; responses of others are left aside. */
  readonly members?: readonly string[] | undefined;
  /** Exactly this electorate; responses from outside it are refused. */
  readonly electorate?: readonly ElectorateEntry[] | undefined;
}

/**
 * The election of recorded responses: the n-th response of a member is its sample n − 1, and who has none is missing.
 * The ballots are in the order of the responses.
 * @throws PacoreError PACORE_USAGE (both or malformed voters), PACORE_INPUT (a ranking with duplicates)
 */
export function recordedElection(
  responses: readonly RecordedResponse[],
  voters: Voters,
  rules: Rules,
  question?: string,
): Election {
  const selected =
    voters.members === undefined ? responses : responses.filter(({ member }) => voters.members?.includes(member));
  const counts = new Map<string, number>();
  for (const { member } of selected) counts.set(member, (counts.get(member) ?? 0) + 1);
  const electorate = electorateOf(voters, counts);
  const entries = new Map(electorate.map((entry) => [entry.member, entry]));
  const cast = new Map<string, number>();
  const ballots = selected.map((response): Ballot => {
    const sample = cast.get(response.member) ?? 0;
    cast.set(response.member, sample + 1);
    const { weight, samples } = entries.get(response.member) ?? { weight: 1, samples: 1 };
    return recordedBallot(response, { sample, weight: weight / samples }, rules, { labels: rules.labels, question });
  });
  return { electorate, ballots, rules, question };
}

function electorateOf(
  { members, electorate }: Voters,
  counts: ReadonlyMap<string, number>,
): readonly ElectorateEntry[] {
  if (members !== undefined && electorate !== undefined)
    throw misuse('Give either "members" or "electorate", not both.');
  if (members !== undefined && !isNames(members)) {
    throw misuse('The option "members" must be an array with at least one name; leave it out for all that responded.');
  }
  const names = members ?? [...counts.keys()];
  const entries: readonly ElectorateEntry[] =
    electorate ?? names.map((member) => ({ member, samples: counts.get(member) ?? 1, weight: 1 }));
  return entries.map((entry) => {
    return counts.has(entry.member) ? entry : { ...entry, missing: entry.missing ?? 'no response' };
  });
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string' && name !== '');
}

function recordedBallot(
  response: RecordedResponse,
  place: Pick<Ballot, 'sample' | 'weight'>,
  { profile }: Pick<Rules, 'profile'>,
  asked: Asked,
): Ballot {
  const { member, text, answer, confidence = null } = response;
  const ranking = response.ranking === undefined ? null : canonicalRanking(response.ranking, member, profile, asked);
  const raw: RawBallot = {
    member,
    model: null,
    ...place,
    round: 0,
    text: text ?? answer ?? response.ranking?.[0] ?? '',
    confidence,
    ...(ranking === null ? {} : { ranking }),
    finish: 'stop',
    promptTokens: 0,
    completionTokens: 0,
    latencyMs: 0,
  };
  if (answer !== undefined) return { ...raw, answer: answer === null ? null : canonicalAnswer(answer, profile, asked) };
  return text === undefined ? { ...raw, answer: ranking?.[0] ?? null } : castBallot(raw, profile, asked);
}

/** Entries that are no answer under the profile are left out. */
function canonicalRanking(
  ranking: readonly string[],
  member: string,
  profile: Profile,
  asked: Asked,
): readonly string[] {
  const answers = ranking.map((entry) => canonicalAnswer(entry, profile, asked)).filter((answer) => answer !== null);
  const duplicate = duplicateIn(answers);
  if (duplicate === undefined) return answers;
  throw malformedInput(
    `The ranking of "${member}" names ${JSON.stringify(duplicate)} twice; each candidate may stand in it once.`,
  );
}
