import type { Failure } from '../../errors.ts';

/** What happens below a supervisor, told to its `onEvent`. `name` is an incarnation's, such as `counter#2`. */
export type SupervisionEvent =
  /** The child is up. */
  | { readonly type: 'child-started'; readonly supervisor: string; readonly child: string; readonly name: string }
  /** The child is gone; `error` is null when it ended without a fault. Not told of children that stop with their supervisor. */
  | {
      readonly type: 'child-exited';
      readonly supervisor: string;
      readonly child: string;
      readonly name: string;
      readonly error: Failure | null;
    }
  /** The child did not stop within its `shutdown`, in milliseconds, and counts as gone whatever it still holds. */
  | {
      readonly type: 'child-left-behind';
      readonly supervisor: string;
      readonly child: string;
      readonly name: string;
      readonly shutdown: number;
    }
  /** Because `child` is gone, `stop` are stopped in this order, and after `delayMs` milliseconds `start` are started. */
  | {
      readonly type: 'child-restarting';
      readonly supervisor: string;
      readonly child: string;
      readonly stop: readonly string[];
      readonly start: readonly string[];
      readonly delayMs: number;
    }
  /** The supervisor stops its children, the last one first, and crashes with `error`. */
  | { readonly type: 'supervisor-gave-up'; readonly supervisor: string; readonly error: Failure };
