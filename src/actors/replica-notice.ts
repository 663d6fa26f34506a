import type { Failure } from '../errors.ts';
import type { ModelCommand } from './model-protocol.ts';
import type { ActorRef } from './ref.ts';

/** From the supervisor to the router: which replicas there are. */
export type ReplicaNotice =
  | { readonly type: 'member-expected'; readonly member: string }
  | {
      readonly type: 'replica-up';
      readonly member: string;
      readonly name: string;
      readonly ref: ActorRef<ModelCommand>;
      readonly slots: number;
      /** The member's, above 0. */
      readonly weight: number;
    }
  /** What it still runs is tried once more, or fails with `error`. */
  | { readonly type: 'replica-down'; readonly member: string; readonly name: string; readonly error: Failure }
  /** The member takes nothing new; what waits for it fails with `error`; what runs goes on. */
  | { readonly type: 'member-away'; readonly member: string; readonly error: Failure }
  /** The member is forgotten. */
  | { readonly type: 'member-removed'; readonly member: string };
