import type { Cancel } from '../../clock.ts';
import { tell, type ActorRef } from '../ref.ts';
import type { ActorContext } from '../system.ts';
import { createChild, nameOf, type Child, type ChildReport } from './child.ts';
import type { SupervisorSettings } from './options.ts';
import type { ChildState, SupervisionCommand, SupervisionReply } from './protocol.ts';

/** A supervisor's state. */
export interface Tree {
  readonly settings: SupervisorSettings;
  readonly context: ActorContext<SupervisionMessage>;
  /** In the order of their start. */
  readonly children: readonly Child[];
  /** When children restarted, in milliseconds, oldest first; as far as the period reaches. */
  history: readonly number[];
  /** Under way, the first start among them; no child is in two of them. */
  readonly recoveries: Set<Recovery>;
  /** Every child came up. */
  isUp: boolean;
  /** Called once `isUp`. */
  onUp: () => void;
  /** Commands that wait for it. */
  readonly waiting: ActorRef<SupervisionReply>[];
}

/** A restart (or the first start) as it is carried out: stop all, wait, start all. What is done leaves the lists. */
export interface Recovery {
  phase: 'stopping' | 'waiting' | 'starting';
  stop: readonly Child[];
  readonly delayMs: number;
  cancelWait: Cancel;
  start: readonly Child[];
}

/** What a supervisor takes: its commands, its children's reports, and the end of a recovery's wait. */
export type SupervisionMessage =
  SupervisionCommand | ChildReport | { readonly type: 'wait-over'; readonly recovery: Recovery };

/** A tree whose children all wait for their first start. */
export function createTree(settings: SupervisorSettings, context: ActorContext<SupervisionMessage>): Tree {
  const children = settings.children.map(createChild);
  return {
    settings,
    context,
    children,
    history: [],
    recoveries: new Set(),
    isUp: false,
    onUp: () => undefined,
    waiting: [],
  };
}

/** The children, as the supervisor's users see them. */
export function childStates({ children, recoveries }: Tree): readonly ChildState[] {
  const willStart = new Set([...recoveries].flatMap(({ start }) => start));
  return children.map((child) => {
    const status = child.status === 'stopped' && willStart.has(child) ? 'restarting' : child.status;
    return { id: child.spec.id, name: nameOf(child), status };
  });
}

/** Every child is up: whoever waits for that hears of it. */
export function announceUp(tree: Tree): void {
  tree.isUp = true;
  tree.onUp();
  for (const replyTo of tree.waiting.splice(0)) tell(replyTo, { type: 'children', children: childStates(tree) });
}
