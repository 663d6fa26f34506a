import type { Failure } from '../../errors.ts';
import type { ActorRef } from '../ref.ts';

/** What a supervisor of your own can be told. While it first starts, the reply waits until all children are up. */
export interface SupervisionCommand {
  readonly type: 'list-children';
  readonly replyTo: ActorRef<SupervisionReply>;
}

/** In the order of the specs; or why there are none: the supervisor could not start, or has stopped. */
export type SupervisionReply =
  | { readonly type: 'children'; readonly children: readonly ChildState[] }
  | { readonly type: 'command-failed'; readonly error: Failure };

/** A child at this moment. */
export interface ChildState {
  readonly id: string;
  /** Of the latest incarnation, such as `counter#2`. */
  readonly name: string;
  /** `restarting`: it is not there, but will be started; `stopped`: it has ended and stays so. */
  readonly status: 'starting' | 'running' | 'stopping' | 'restarting' | 'stopped';
}
