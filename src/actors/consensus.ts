/** The consensus actor: collects the ballots of each open question and decides it, once. */
import { ballotKey, type Ballot, type ElectorateEntry } from '../consensus/ballot.ts';
import { begunRounds, decidingElection, roundElections } from '../consensus/deciding-round.ts';
import { votingRound } from '../consensus/rounds.ts';
import type { ConsensusEngine } from '../consensus/engine.ts';
import { checkBallot, checkRound, type Election } from '../consensus/election.ts';
import { messageOf, PacoreError, toFailure } from '../errors.ts';
import type { Emit } from '../events.ts';
import { withAbsentBallots } from './absent-ballots.ts';
import type { ConsensusCommand } from './protocol.ts';
import { tell } from './ref.ts';
import type { ActorDefinition } from './system.ts';

type Open = Extract<ConsensusCommand, { type: 'open' }>;
type Decide = Extract<ConsensusCommand, { type: 'decide' }>;
type CloseReason = Extract<ConsensusCommand, { type: 'close' }>['reason'];

interface OpenQuestion {
  readonly command: Open;
  /** By round, until the one that votes; empty where it was not said. */
  readonly electorates: readonly (readonly ElectorateEntry[])[];
  /** By {@link ballotKey}. */
  readonly ballots: Map<string, Ballot>;
  /** How many ballots can come. */
  readonly expected: number;
}

type State = Map<string, OpenQuestion>;

/** The behaviour of the consensus actor; `engine` holds the strategies. */
export function consensusActor(engine: ConsensusEngine, emit: Emit): ActorDefinition<ConsensusCommand, State> {
  return {
    start: () => new Map(),
    receive(state, message) {
      switch (message.type) {
        case 'open':
          open(state, message, engine);
          break;
        case 'ballot':
          cast(state, message.id, message.ballot, engine, emit);
          break;
        case 'is-open':
          tell(message.replyTo, { type: 'open', id: message.id, isOpen: state.has(message.id) });
          break;
        case 'close':
          finish(state, message.id, message.reason, engine);
          break;
        case 'decide':
          decide(message, engine);
          break;
      }
      return state;
    },
    stop(state) {
      const closed = toFailure(new PacoreError('PACORE_CLOSED', 'PaCoRe is closing; the question was not decided.'));
      for (const { command } of state.values())
        tell(command.replyTo, { type: 'decision-failed', id: command.id, error: closed });
    },
    refuse(message, error) {
      if (message.type === 'is-open') tell(message.replyTo, { type: 'open', id: message.id, isOpen: false });
      if (message.type !== 'open' && message.type !== 'decide') return;
      tell(message.replyTo, { type: 'decision-failed', id: message.id, error: toFailure(error) });
    },
  };
}

function open(state: State, command: Open, engine: ConsensusEngine): void {
  if (state.has(command.id)) {
    const error = new PacoreError('PACORE_USAGE', `The question "${command.id}" is already open; use another id.`);
    tell(command.replyTo, { type: 'decision-failed', id: command.id, error: toFailure(error) });
    return;
  }
  const voters = command.electorate.filter(({ missing }) => missing === undefined);
  const expected = voters.reduce((sum, { samples }) => sum + samples, 0);
  const earlier = Array.from({ length: votingRound(command.rules) }, (_, round) => command.earlier?.[round] ?? []);
  const electorates = [...earlier, command.electorate];
  state.set(command.id, { command, electorates, ballots: new Map(), expected });
  finishIfSettled(state, command.id, engine);
}

function cast(state: State, id: string, ballot: Ballot, engine: ConsensusEngine, emit: Emit): void {
  const refusal = whyNot(state.get(id), ballot);
  if (refusal !== null) return emit({ type: 'ballot-refused', questionId: id, member: ballot.member, reason: refusal });
  state.get(id)?.ballots.set(ballotKey(ballot), ballot);
  finishIfSettled(state, id, engine);
}

/** A ballot counts at most once, and only for a member of the electorate. */
function whyNot(question: OpenQuestion | undefined, ballot: Ballot): string | null {
  if (question === undefined) return 'the question is not open';
  if (question.ballots.has(ballotKey(ballot)))
    return `sample ${ballot.sample} of round ${ballot.round} has voted already`;
  const { rules } = question.command;
  try {
    checkRound(ballot, rules);
    const electorate = question.electorates[ballot.round] ?? [];
    // Ballots of a round whose electorate nobody told are kept and not counted, so anybody may have cast them.
    if (ballot.round !== votingRound(rules) && electorate.length === 0) return null;
    const voter = electorate.find(({ member }) => member === ballot.member);
    if (voter === undefined || voter.missing !== undefined) return 'not in the electorate';
    checkBallot(ballot, voter);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

function finishIfSettled(state: State, id: string, engine: ConsensusEngine): void {
  const question = state.get(id);
  if (question === undefined) return;
  const { electorate, rules, earlyDecision } = question.command;
  const isComplete = votesIn(question) >= question.expected;
  attempt(state, question, () => {
    if (isComplete) return finish(state, id, 'cancelled', engine);
    if (!earlyDecision) return;
    const election = { electorate, ballots: [...question.ballots.values()], rules };
    if (engine.isSettled(election)) return finish(state, id, 'cancelled', engine);
    const stopped = engine.stopped(election);
    if (stopped !== null) conclude(state, question, withAbsentBallots(stopped, [stopped], 'cancelled'), engine);
  });
}

function votesIn({ ballots, command }: OpenQuestion): number {
  const voting = votingRound(command.rules);
  return [...ballots.values()].filter(({ round }) => round === voting).length;
}

function finish(state: State, id: string, reason: CloseReason, engine: ConsensusEngine): void {
  const question = state.get(id);
  if (question === undefined) return;
  const { electorates, ballots, command } = question;
  const begun = begunRounds(roundElections(electorates, [...ballots.values()], command.rules));
  const election = decidingElection(begun);
  if (election !== undefined) conclude(state, question, withAbsentBallots(election, begun, reason), engine);
}

function conclude(state: State, question: OpenQuestion, election: Election, engine: ConsensusEngine): void {
  const { id, question: asked, replyTo } = question.command;
  attempt(state, question, () => {
    const decision = engine.decideBallots({ ...election, question: asked });
    state.delete(id);
    tell(replyTo, { type: 'decision', id, decision });
  });
}

function decide({ id, electorate, ballots, rules, question, replyTo }: Decide, engine: ConsensusEngine): void {
  try {
    tell(replyTo, { type: 'decision', id, decision: engine.decideBallots({ electorate, ballots, rules, question }) });
  } catch (error) {
    tell(replyTo, { type: 'decision-failed', id, error: toFailure(error, 'PACORE_STRATEGY') });
  }
}

/** Deciding may fail (a strategy or a ballot that is not what it should be): that ends the question, not the actor. */
function attempt(state: State, { command: { id, replyTo } }: OpenQuestion, action: () => void): void {
  try {
    action();
  } catch (error) {
    state.delete(id);
    tell(replyTo, { type: 'decision-failed', id, error: toFailure(error, 'PACORE_STRATEGY') });
  }
}
