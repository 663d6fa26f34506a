/**
 * A tree of your own: a register counts words, a reader cuts lines into words for it. An empty word breaks the register;
 * the supervisor starts both anew (rest_for_one), and the references to them lead to the new ones.
 *
 * Node 22.18 and newer run this file as it is: node examples/supervision-tree.ts
 */
import { EventEmitter, once } from 'node:events';
import {
  childSpec,
  createActorSystem,
  query,
  supervisor,
  tell,
  type ActorDefinition,
  type ActorRef,
  type SupervisionEvent,
} from 'pacore';

type RegisterCommand =
  | { readonly type: 'count'; readonly word: string }
  | { readonly type: 'look-up'; readonly word: string; readonly replyTo: ActorRef<number> };

const register: ActorDefinition<RegisterCommand, Map<string, number>> = {
  start: () => new Map(),
  receive(counts, command) {
    const { type, word } = command;
    if (word === '') throw new Error('an empty word');
    const count = counts.get(word) ?? 0;
    if (type === 'count') return counts.set(word, count + 1);
    tell(command.replyTo, count);
    return counts;
  },
};

interface Line {
  readonly text: string;
  /** Told the number of words once they are on their way. */
  readonly replyTo: ActorRef<number>;
}

const reader: ActorDefinition<Line, null> = {
  start: () => null,
  receive(state, { text, replyTo }) {
    const all = text.split(' ');
    for (const word of all) tell(words.ref, { type: 'count', word });
    tell(replyTo, all.length);
    return state;
  },
};

const words = childSpec({ id: 'register', start: () => register });
const lines = childSpec({ id: 'reader', start: () => reader });
const ups = new EventEmitter();

function onEvent(event: SupervisionEvent): void {
  if (event.type === 'child-started') ups.emit(event.name);
  if (event.type === 'child-restarting') console.log(`${event.child} broke; starting anew: ${event.start.join(', ')}`);
}

async function readAndLookUp(): Promise<string> {
  await query(lines.ref, (replyTo) => ({ text: 'to be or not to be', replyTo }), { timeoutMs: 1000 });
  const count = await query(words.ref, (replyTo) => ({ type: 'look-up', word: 'be', replyTo }), { timeoutMs: 1000 });
  return `be: ${count}`;
}

const system = createActorSystem((actor) => console.warn(`${actor} has stopped; a message to it is lost.`));
try {
  const tree = supervisor({ strategy: 'rest_for_one', children: [words, lines], onEvent });
  const root = system.spawn(tree, { name: 'root', onCrash: ({ message }) => console.error(message) });
  // Answered once all children are up, or one could not start.
  const reply = await query(root, (replyTo) => ({ type: 'list-children', replyTo }), { timeoutMs: 1000 });
  if (reply.type === 'command-failed') throw new Error(reply.error.message);

  console.log(await readAndLookUp());
  console.log(await readAndLookUp());
  const isBack = once(ups, 'reader#2');
  tell(words.ref, { type: 'count', word: '' });
  await isBack;
  console.log(await readAndLookUp());
} finally {
  await system.close();
}
