/**
 * What may be sent to whom. A command carries its `replyTo`; each is answered exactly once (a prompt by any number of
 * deltas and then exactly one end or failure).
 */
import type { Ballot, ElectorateEntry } from '../consensus/ballot.ts';
import type { Decision, Rules } from '../consensus/decision.ts';
import type { Failure } from '../errors.ts';
import type { GenerateRequest, ModelInfo } from '../models/backend.ts';
import type { MemberSpec, VotingTerms } from './member-spec.ts';
import type { ModelReply } from './model-protocol.ts';
import type { ActorRef } from './ref.ts';

/** To the router. */
export type RouterCommand =
  | {
      readonly type: 'prompt';
      /** Chosen by the sender, unique among its prompts under way. */
      readonly requestId: string;
      readonly request: GenerateRequest;
      /** A member's id, or `any`: `router.strategy` chooses among the replicas of all. */
      readonly to: string;
      /** Milliseconds since the epoch: the prompt fails then (PACORE_DEADLINE), wherever it is, and nobody works on it any more. */
      readonly deadline?: number;
      /** The span that it is part of (W3C traceparent), for work on other machines. */
      readonly trace?: string;
      readonly replyTo: ActorRef<RouterReply>;
    }
  | { readonly type: 'cancel'; readonly requestId: string }
  /** Who is busy now. */
  | { readonly type: 'load'; readonly replyTo: ActorRef<LoadReply> };

/** The answer to `load`, exactly one. */
export type LoadReply =
  /** The replicas that take prompts; those that are starting, draining or away are not among them. */
  | { readonly type: 'load'; readonly replicas: readonly ReplicaLoad[] }
  | { readonly type: 'command-failed'; readonly error: Failure };

/** What one replica has to do. */
export interface ReplicaLoad {
  /** The incarnation's, such as `small-a#2`. */
  readonly name: string;
  readonly member: string;
  /** Prompts it may run at the same time. */
  readonly slots: number;
  /** Prompts it runs now. */
  readonly inFlight: number;
  /** Prompts that wait for its member, the same number for all replicas of one member. */
  readonly queued: number;
}

/** From the router: what the model actor says, with the member that says it (null while none was chosen). */
export type RouterReply = (ModelReply | GenerationRestarted) & { readonly member: string | null };

/** The model actor died of `error`; another one begins anew, and the deltas until now are void. At most once a prompt. */
export interface GenerationRestarted {
  readonly type: 'generation-restarted';
  readonly requestId: string;
  readonly error: Failure;
}

/** To the consensus actor. */
export type ConsensusCommand =
  | {
      readonly type: 'open';
      readonly id: string;
      readonly electorate: readonly ElectorateEntry[];
      /**
       * Who is asked in the rounds before the one that votes, by round: where that one has no quorum, the latest of these
       * that has one decides. Left out, none does.
       */
      readonly earlier?: readonly (readonly ElectorateEntry[])[];
      readonly rules: Rules;
      /** What is asked. */
      readonly question?: string;
      /** False: wait for every ballot, also where those still out cannot change the outcome. */
      readonly earlyDecision: boolean;
      readonly replyTo: ActorRef<ConsensusReply>;
    }
  | { readonly type: 'ballot'; readonly id: string; readonly ballot: Ballot }
  /** Whether a question is still undecided after all that was sent before. */
  | { readonly type: 'is-open'; readonly id: string; readonly replyTo: ActorRef<OpenReply> }
  /** Decide now with what is there; the ballots still out count as `reason`. */
  | { readonly type: 'close'; readonly id: string; readonly reason: 'deadline' | 'cancelled' }
  /** Decide ballots that are all there. */
  | {
      readonly type: 'decide';
      readonly id: string;
      readonly electorate: readonly ElectorateEntry[];
      readonly ballots: readonly Ballot[];
      readonly rules: Rules;
      readonly question?: string | undefined;
      readonly replyTo: ActorRef<ConsensusReply>;
    };

/** The answer to `open` and `decide`, exactly one. */
export type ConsensusReply =
  | { readonly type: 'decision'; readonly id: string; readonly decision: Decision }
  | { readonly type: 'decision-failed'; readonly id: string; readonly error: Failure };

/** The answer to `is-open`, exactly one. A consensus actor that is no more has nothing open. */
export interface OpenReply {
  readonly type: 'open';
  readonly id: string;
  readonly isOpen: boolean;
}

/** To the supervisor. */
export type SupervisorCommand =
  /** Replies at once; loading goes on, see the member's status and the events. */
  | { readonly type: 'add-member'; readonly spec: MemberSpec; readonly replyTo: ActorRef<SupervisorReply> }
  /** Stops the member at once and forgets it; replies when it is gone. */
  | { readonly type: 'remove-member'; readonly id: string; readonly replyTo: ActorRef<SupervisorReply> }
  /** Lets the member finish what runs, then stops it; replies when it has stopped. `restart-member` brings it back. */
  | { readonly type: 'drain-member'; readonly id: string; readonly replyTo: ActorRef<SupervisorReply> }
  /** Stops the member and starts it anew, its restart history forgotten; replies when it is starting. */
  | { readonly type: 'restart-member'; readonly id: string; readonly replyTo: ActorRef<SupervisorReply> }
  | { readonly type: 'list-members'; readonly replyTo: ActorRef<SupervisorReply> };

/** The answer to a supervisor command, exactly one. */
export type SupervisorReply =
  | { readonly type: 'member'; readonly member: MemberState }
  | { readonly type: 'members'; readonly members: readonly MemberState[] }
  | { readonly type: 'command-failed'; readonly error: Failure };

/** Where a member stands. `ready`: at least one replica answers. */
export type MemberStatus = 'starting' | 'ready' | 'restarting' | 'draining' | 'drained' | 'given-up' | 'stopping';

/** A member as the supervisor sees it. */
export interface MemberState {
  readonly id: string;
  readonly model: string;
  readonly status: MemberStatus;
  /** Why it was given up, if it was. */
  readonly reason: string | null;
  /** Prompts that all its replicas together take at the same time. */
  readonly slots: number;
  readonly terms: VotingTerms;
  readonly replicas: readonly {
    /** The present incarnation, such as `small-a#2`. */
    readonly name: string;
    readonly status: 'starting' | 'ready' | 'restarting' | 'stopping' | 'stopped';
    readonly info: ModelInfo | null;
  }[];
  /** Restarts within the last supervision period. */
  readonly restarts: number;
  readonly lastError: Failure | null;
}
