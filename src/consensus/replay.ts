/** Deciding again, without models, what was decided before: under the same rules or under others. */
import { canonicalAnswer, readAnswer, type Asked } from './answer.ts';
import { isValid, type Ballot, type ElectorateEntry } from './ballot.ts';
import type { Decision, Profile } from './decision.ts';
import type { Election } from './election.ts';
import type { ConsensusEngine } from './engine.ts';
import { usageAsInput } from './misuse.ts';
import { votingRound } from './rounds.ts';
import { withOverrides, type RuleOverrides } from './rules.ts';

/** What should be different; what is left out or undefined stays as it was. */
export interface ReplayChanges extends RuleOverrides {
  /** Exactly these vote; who is not in the recorded electorate is missing. */
  readonly members?: readonly string[] | undefined;
}

/** How a question was decided before. */
type Outcome = Pick<Decision, 'strategy' | 'status' | 'answer' | 'confidence' | 'agreement'>;

/** A decision and the one that it is compared with. */
export interface Replayed {
  readonly decision: Decision;
  /** Whether the outcome is another one: the answer or the status. */
  readonly changed: boolean;
  readonly was: Outcome;
}

/**
 * Decides `recorded` again; `question` is what was asked, where that is known. Without changes the decision is the same, field for field.
 * @throws PacoreError PACORE_INPUT: the recorded ballots are not those of the electorate, or the recorded rules cannot be
 * decided by (a strategy that the engine does not have, options that are wrong for it)
 */
export function replay(
  recorded: Decision,
  changes: ReplayChanges,
  engine: ConsensusEngine,
  question?: string,
): Replayed {
  const election = electionAgain(recorded, changes, question);
  const decision = usageAsInput(() => engine.decideBallots(election));
  return compared(keepingTheRun(decision, recorded, changes), recorded);
}

/** `decision` beside the one before it. */
export function compared(decision: Decision, before: Decision): Replayed {
  const { strategy, status, answer, confidence, agreement } = before;
  const changed = decision.answer !== answer || decision.status !== status;
  return { decision, changed, was: { strategy, status, answer, confidence, agreement } };
}

/** The election of a decision, under other rules or among fewer members where `changes` says so. */
function electionAgain(
  { rules: before, ...recorded }: Decision,
  changes: ReplayChanges,
  question: string | undefined,
): Election {
  const { members, ...overrides } = changes;
  const rules = withOverrides(before, overrides);
  const electorate = members === undefined ? recorded.electorate : electorateOf(members, recorded.electorate);
  const voters = new Set(electorate.map(({ member }) => member));
  const voting = votingRound(rules);
  const ballots =
    members === undefined
      ? recorded.ballots
      : recorded.ballots.filter(({ member, round }) => voters.has(member) || round !== voting);
  if (rules.profile === before.profile && changes.labels === undefined) return { electorate, ballots, rules, question };
  const asked = { labels: rules.labels, question };
  return { electorate, ballots: ballots.map((ballot) => readAgain(ballot, rules.profile, asked)), rules, question };
}

function electorateOf(members: readonly string[], recorded: readonly ElectorateEntry[]): readonly ElectorateEntry[] {
  const entries = new Map(recorded.map((entry) => [entry.member, entry]));
  return members.map(
    (member) => entries.get(member) ?? { member, samples: 1, weight: 1, missing: 'not in the recorded electorate' },
  );
}

/**
 * A ballot as another profile reads it, or among other labels: its answer out of its text (out of the answer, where it was given without one), the
 * entries of its ranking, which are answers, in their new form. Of entries that become one, the best place stays.
 */
function readAgain({ read, ...ballot }: Ballot, profile: Profile, asked: Asked): Ballot {
  const canonical = (given: string): string | null => canonicalAnswer(given, profile, asked);
  const { ranking, text } = ballot;
  const answer = read ?? ballot.answer;
  const entries = ranking?.map(canonical).filter((entry) => entry !== null);
  const fromText = text === '' && answer !== null ? canonical(answer) : readAnswer(text, profile, asked);
  return {
    ...ballot,
    answer: isValid(ballot) ? fromText : null,
    ...(entries === undefined ? {} : { ranking: [...new Set(entries)] }),
  };
}

/**
 * What is of the run and not of the decision stays: its tokens, those of an aggregator included, and, where nothing that
 * bears on the answer is different, the calibrated probability.
 */
function keepingTheRun(decision: Decision, recorded: Decision, changes: ReplayChanges): Decision {
  if (changes.members !== undefined) return decision;
  const isSameVote =
    decision.strategy === recorded.strategy &&
    decision.rules.profile === recorded.rules.profile &&
    changes.options === undefined;
  return {
    ...decision,
    calibrated: decision.calibrated ?? (isSameVote ? recorded.calibrated : null),
    usage: recorded.usage,
  };
}

/** A record that was decided again: with the new decision, and what it was before. */
export type DecidedAgain<Record extends object> = Record & Decision & { readonly replayed: Omit<Replayed, 'decision'> };

/** The record with the new decision in it; the fields keep their order, so nothing moves where nothing changes. */
export function recordAgain<Record extends object>(
  record: Record,
  { decision, changed, was }: Replayed,
): DecidedAgain<Record> {
  const kept = { ...record };
  for (const name of SOMETIMES) if (!(name in decision)) Reflect.deleteProperty(kept, name);
  return { ...kept, ...decision, replayed: { changed, was } };
}

/** What only some decisions have; a decision without must not keep that of the one before. */
const SOMETIMES: readonly (keyof Decision)[] = ['assumedConfidence', 'factors', 'closing'];
