import type { Backend, ConfidenceFrom } from '../models/backend.ts';
import type { Sampling } from '../models/sampling.ts';
import type { ModelCommand } from './model-protocol.ts';
import type { RestartType } from './restart-policy.ts';
import type { ActorDefinition } from './system.ts';

/** What a member brings to a vote. */
export interface VotingTerms {
  /** The member's vote, above 0. */
  readonly weight: number;
  /** Of samples after the first, above 0. */
  readonly temperature: number;
  /** Of an answer, at least 1. */
  readonly maxTokens: number;
  readonly confidenceFrom: ConfidenceFrom;
  /** Tokens that prompt and answer share; null or left out: unknown. */
  readonly contextSize?: number | null;
  /** Left out: the whole distribution under the temperature. */
  readonly sampling?: Sampling;
  /** Answers end where one of these would begin. */
  readonly stop?: readonly string[];
}

/** A member for the supervisor: OTP's child specification and the terms of its vote. */
export interface MemberSpec {
  /** Unique; not `any`. */
  readonly id: string;
  /** The model's name in records. */
  readonly model: string;
  readonly run: MemberRunner;
  /** Model actors of this member, at least 1. */
  readonly replicas: number;
  /** Prompts that each of them takes at the same time, at least 1. */
  readonly slots: number;
  readonly restart: RestartType;
  readonly terms: VotingTerms;
}

/** Either a backend, which gets a model actor of ours, or a model actor of your own, ready as soon as it has started. */
export type MemberRunner =
  | {
      readonly type: 'backend';
      /** Called for each incarnation. */
      readonly create: () => Backend;
      /** The model is on a machine of somebody else's: where that is away, it is tried until it comes back. */
      readonly isRemote?: boolean;
    }
  | {
      readonly type: 'actor';
      /** Called for each incarnation. */
      readonly create: () => ActorDefinition<ModelCommand, unknown>;
      /** Milliseconds that it may take to drain, and then to stop, above 0; 10,000 unless given. */
      readonly shutdown?: number;
    };
