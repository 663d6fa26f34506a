/** Coordinated rounds: what is asked of whom in each, after PaCoRe (parallel coordinated reasoning, arXiv 2601.05593). */
import type { Ballot, ElectorateEntry } from '../consensus/ballot.ts';
import type { Profile } from '../consensus/decision.ts';
import { promptTo, type PlannedPrompt, type Prompting, type Voter, type Wave } from './prompt.ts';
import { withReferences, type ReferenceTerms } from './references.ts';
import { estimateTokens } from './token-estimate.ts';

/** How the trajectories of one round are put before the members of the next. */
export interface Coordination {
  /** Has `{question}` and `{references}`. */
  readonly template: string;
  /** Tokens that all references together may take; never more, and by null as many, as the smallest context leaves. */
  readonly budget: number | null;
  /** Of the question. */
  readonly profile: Profile;
}

/** One round. */
interface Round {
  /** 0-based. */
  readonly round: number;
  /** Trajectories, at least 1, literally. */
  readonly count: number;
  /** The ballots of the round before; none before the first. */
  readonly previous: readonly Ballot[];
}

/** Where no member says how long its context is. */
const DEFAULT_BUDGET = 4096;

/** How many of `count` trajectories each of `voters` gets, dealt in turn; those who get none are left out. */
export function dealt<Dealt>(voters: readonly Dealt[], count: number): readonly { voter: Dealt; samples: number }[] {
  return voters
    .map((voter, index) => ({ voter, samples: Math.ceil((count - index) / voters.length) }))
    .filter(({ samples }) => samples > 0);
}

/**
 * The electorate of a round of `count` trajectories. Members that cannot be asked stay in it as long as there would be a
 * trajectory for them: where there are fewer than members, those that can answer have them all, as with `ask`.
 */
export function roundElectorate(voters: readonly Voter[], count: number): readonly ElectorateEntry[] {
  const able = present(voters);
  const samples = new Map(dealt(able, count).map((deal) => [deal.voter.member, deal.samples]));
  const absent = voters.filter(({ missing }) => missing !== undefined);
  const missed = new Set(absent.slice(0, Math.max(0, count - able.length)));
  return voters.flatMap((voter) => {
    const { member, model, weight, missing } = voter;
    if (missing !== undefined) return missed.has(voter) ? [{ member, model, samples: 1, weight, missing }] : [];
    const own = samples.get(member);
    return own === undefined ? [] : [{ member, model, samples: own, weight }];
  });
}

/** The prompts of a round. */
export function roundPrompts(
  voters: readonly Voter[],
  prompting: Prompting,
  coordination: Coordination,
  { round, count, previous }: Round,
): Wave {
  const messages = round === 0 ? prompting.messages : readers(voters, prompting, coordination, previous);
  return dealt(present(voters), count).map(({ voter, samples }) => ({
    slots: voter.slots,
    prompts: Array.from({ length: samples }, (_, sample) =>
      promptTo(voter, { ...prompting, messages }, { sample, round }, samples),
    ),
  }));
}

/** The last word: the aggregator's prompt, then, should it fail, those of the others in turn. */
export function closingPrompts(
  voters: readonly Voter[],
  aggregator: Voter | null,
  prompting: Prompting,
  coordination: Coordination,
  { round, previous }: Round,
): readonly PlannedPrompt[] {
  const first = aggregator === null ? [] : [aggregator];
  const order = [...first, ...present(voters).filter(({ member }) => member !== aggregator?.member)];
  const messages = readers(order, prompting, coordination, previous);
  return order.map((voter) => promptTo(voter, { ...prompting, messages }, { sample: 0, round }, 1));
}

function present(voters: readonly Voter[]): readonly Voter[] {
  return voters.filter(({ missing }) => missing === undefined);
}

function readers(
  voters: readonly Voter[],
  prompting: Prompting,
  coordination: Coordination,
  previous: readonly Ballot[],
) {
  const { template, budget, profile } = coordination;
  const { messages, seed } = prompting;
  const room = referenceRoom(voters, prompting, coordination);
  const wanted = budget ?? (room === Infinity ? DEFAULT_BUDGET : room);
  const terms: ReferenceTerms = { template, budget: Math.min(wanted, room), profile, seed };
  return withReferences(messages, previous, terms);
}

/** Tokens that the smallest context of `voters` leaves for references, beside question and answer; Infinity if unknown. */
export function referenceRoom(
  voters: readonly Voter[],
  { messages, maxTokens: longest }: Prompting,
  { template }: Pick<Coordination, 'template'>,
): number {
  const asked = estimateTokens(messages.map(({ content }) => content).join('\n')) + estimateTokens(template);
  const rooms = present(voters).flatMap(({ contextSize, maxTokens: own }) =>
    contextSize === null ? [] : [contextSize - Math.min(longest ?? own, Math.floor(contextSize / 2)) - asked],
  );
  return Math.max(0, Math.min(...rooms));
}
