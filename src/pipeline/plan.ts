/** Who is asked what: the electorate of a question and its prompts. Pure. */
import { isValid, type Ballot, type ElectorateEntry } from '../consensus/ballot.ts';
import type { Rules } from '../consensus/decision.ts';
import { closesByOne, votingRound } from '../consensus/rounds.ts';
import { judgePrompts, type JudgePrompt } from './judging/prompt.ts';
import { promptTo, type Lane, type PlannedPrompt, type Prompting, type Voter, type Wave } from './prompt.ts';
import { closingPrompts, referenceRoom, roundElectorate, roundPrompts, type Coordination } from './rounds.ts';

/** A question with all that is decided before the first token. */
export interface QuestionPlan {
  readonly id: string;
  readonly electorate: readonly ElectorateEntry[];
  /** The electorates of the rounds before the one that votes, by round. */
  readonly earlier: readonly (readonly ElectorateEntry[])[];
  readonly rules: Rules;
  /** What is asked: the last message. */
  readonly question: string;
  /** Whether to stop when no ballot still out can change the outcome. */
  readonly earlyDecision: boolean;
  /**
   * One after another: a wave starts when every ballot of the one before is in, and may depend on them; `ballots` are all
   * of the question until then.
   */
  readonly waves: readonly ((ballots: readonly Ballot[]) => Wave)[];
  /** Whether samples wait for those of the others (paced.ts), so that stopping saves work; otherwise all may run at once. */
  readonly paced: boolean;
  /** Who has the last word, the first who can, over the ballots of the round that voted; null: the vote has it. */
  readonly closing: ((ballots: readonly Ballot[]) => readonly PlannedPrompt[]) | null;
  /** Who ranks the answers in `ballots`, those of the round that voted; null: nobody does. */
  readonly judging: ((ballots: readonly Ballot[]) => readonly JudgePrompt[]) | null;
  /** Tokens that references get where the contexts hold fewer than their budget; null: as many as that says. */
  readonly referenceRoom: number | null;
  /** Who combines the responses, and for what; null: nobody does. */
  readonly aggregation: Aggregation | null;
}

/** What the aggregator's prompt is made of, besides the responses. */
interface Aggregation {
  readonly aggregator: Voter;
  readonly prompting: Prompting;
}

/** What is asked of whom. */
export interface QuestionDraft {
  readonly id: string;
  readonly prompting: Prompting;
  readonly voters: readonly Voter[];
  /** Answers of each member, at least 1. */
  readonly samples: number;
  readonly rules: Rules;
  readonly earlyDecision: boolean;
  readonly aggregator: Voter | null;
  /** How one round is put before the next, where the rules have several. */
  readonly coordination: Omit<Coordination, 'profile'>;
  /** How the answers are put before the members as judges; null: they do not judge. */
  readonly judgeTemplate: string | null;
}

/** The plan of a question: one round, or, where its rules have them, several. */
export function planQuestion(draft: QuestionDraft): QuestionPlan {
  return draft.rules.rounds === undefined ? planVote(draft) : planRounds(draft, draft.rules.rounds);
}

/**
 * One round: sample 0 of each member is greedy, the others draw at the member's temperature. Where a lead can stop it,
 * samples are paced.
 */
function planVote(draft: QuestionDraft): QuestionPlan {
  const { id, prompting, voters, samples, rules, earlyDecision, aggregator } = draft;
  const electorate = voters.map(({ member, model, weight, missing }) => ({
    member,
    model,
    samples,
    weight,
    ...(missing === undefined ? {} : { missing }),
  }));
  const lanes = voters
    .filter(({ missing }) => missing === undefined)
    .map((voter) => ({ slots: voter.slots, prompts: promptsTo(voter, prompting, samples) }));
  const paced = rules.stopAt !== undefined && earlyDecision;
  const aggregation = aggregator === null ? null : { aggregator, prompting };
  return {
    id,
    electorate,
    earlier: [],
    rules,
    question: prompting.messages.at(-1)?.content ?? '',
    earlyDecision,
    waves: [() => lanes],
    paced,
    closing: null,
    judging: judgingOf(draft),
    referenceRoom: null,
    aggregation,
  };
}

/** Several rounds, each of which reads the one before. Nothing is left away before a last word, which needs all of them. */
function planRounds(draft: QuestionDraft, counts: readonly number[]): QuestionPlan {
  const { id, prompting, voters, rules, aggregator } = draft;
  const coordination = { ...draft.coordination, profile: rules.profile };
  const voting = votingRound(rules);
  const electorate = roundElectorate(voters, counts[voting] ?? 1);
  const earlier = counts.slice(0, voting).map((count) => roundElectorate(voters, count));
  const of = (ballots: readonly Ballot[], round: number) => ballots.filter((ballot) => ballot.round === round);
  const waves = counts.slice(0, voting + 1).map((count, round) => (ballots: readonly Ballot[]) => {
    return roundPrompts(voters, prompting, coordination, { round, count, previous: of(ballots, round - 1) });
  });
  const last = { round: voting + 1, count: 1 };
  const closing = (ballots: readonly Ballot[]) =>
    closingPrompts(voters, aggregator, prompting, coordination, { ...last, previous: of(ballots, voting) });
  const hasLastWord = closesByOne(rules);
  const readers = hasLastWord && aggregator !== null ? [...voters, aggregator] : voters;
  const room = referenceRoom(readers, prompting, coordination);
  return {
    id,
    electorate,
    earlier,
    rules,
    question: prompting.messages.at(-1)?.content ?? '',
    earlyDecision: draft.earlyDecision && !hasLastWord,
    waves,
    paced: false,
    closing: hasLastWord ? closing : null,
    judging: judgingOf(draft),
    referenceRoom: counts.length > 1 && room < (coordination.budget ?? 0) ? room : null,
    aggregation: null,
  };
}

/** Those judge who have answered in the round that votes, be it by abstaining. */
function judgingOf({ voters, prompting, rules, judgeTemplate: template }: QuestionDraft): QuestionPlan['judging'] {
  if (template === null) return null;
  const voting = votingRound(rules);
  return (ballots) => {
    const votes = ballots.filter((ballot) => ballot.round === voting && isValid(ballot));
    const judges = voters.filter(({ member }) => votes.some((ballot) => ballot.member === member));
    return judgePrompts(judges, votes, { prompting, template, profile: rules.profile, round: voting + 1 });
  };
}

function promptsTo(voter: Voter, prompting: Prompting, samples: number): Lane['prompts'] {
  return Array.from({ length: samples }, (_, sample) => promptTo(voter, prompting, { sample, round: 0 }, samples));
}
