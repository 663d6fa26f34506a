/** A supervisor for trees of your own, after OTP's. What to do about a child that is gone is decided in strategy.ts. */
import { PacoreError, toFailure, type Failure } from '../../errors.ts';
import { tell, type ActorRef } from '../ref.ts';
import type { ActorDefinition } from '../system.ts';
import { nameOf } from './child.ts';
import { supervisorSettings, type SupervisorOptions } from './options.ts';
import type { SupervisionCommand, SupervisionReply } from './protocol.ts';
import { abandonAll, childGone, childStarted, startAll, waitOver } from './recovery.ts';
import { childStates, createTree, type SupervisionMessage, type Tree } from './tree.ts';

/**
 * An actor that starts its children one after the other, restarts them as its strategy says, and stops them in reverse.
 * After too many restarts it stops them all and crashes with PACORE_GAVE_UP, so that a supervisor above it decides; so it
 * does when a child cannot start the first time.
 *
 * @throws PacoreError PACORE_USAGE when an option cannot be right or two children have the same id
 */
export function supervisor(options: SupervisorOptions): ActorDefinition<SupervisionCommand, unknown> {
  const settings = supervisorSettings(options);
  const definition: ActorDefinition<SupervisionMessage, Tree> = {
    start(context) {
      const tree = createTree(settings, context);
      startAll(tree);
      return tree;
    },
    whenStarted(tree, started) {
      if (tree.isUp) started();
      else tree.onUp = started;
    },
    receive(tree, message) {
      handle(tree, message);
      return tree;
    },
    stop(tree, error) {
      abandonAll(tree);
      const stopped = new PacoreError('PACORE_CLOSED', `${tree.context.self.name} has stopped.`);
      for (const replyTo of tree.waiting) refuse(replyTo, toFailure(error ?? stopped));
    },
    refuse(message, error) {
      if (message.type === 'list-children') refuse(message.replyTo, toFailure(error));
    },
  };
  return definition;
}

function handle(tree: Tree, message: SupervisionMessage): void {
  switch (message.type) {
    case 'list-children':
      if (tree.isUp) tell(message.replyTo, { type: 'children', children: childStates(tree) });
      else tree.waiting.push(message.replyTo);
      return;
    case 'wait-over':
      return waitOver(tree, message.recovery);
    default: {
      const child = tree.children.find((candidate) => nameOf(candidate) === message.name);
      if (child === undefined) return;
      if (message.type === 'child-started') childStarted(tree, child);
      else childGone(tree, child, message.error);
    }
  }
}

function refuse(replyTo: ActorRef<SupervisionReply>, error: Failure): void {
  tell(replyTo, { type: 'command-failed', error });
}
