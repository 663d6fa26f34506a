/** How starts and restarts are carried out: one child after the other, driven by what the children report. */
import { PacoreError, toFailure, type Failure } from '../../errors.ts';
import { recentRestarts } from '../restart-policy.ts';
import { tell } from '../ref.ts';
import { nameOf, startChild, stopChild, type Child } from './child.ts';
import { decideExit, type ChildStanding, type ExitDirective, type Restart } from './strategy.ts';
import { announceUp, type Recovery, type Tree } from './tree.ts';

/** Starts all children for the first time. */
export function startAll(tree: Tree): void {
  begin(tree, { phase: 'starting', stop: [], delayMs: 0, cancelWait: () => undefined, start: tree.children });
}

/** A child is up: its recovery goes on with the next one. */
export function childStarted(tree: Tree, child: Child): void {
  if (child.status !== 'starting') return;
  child.status = 'running';
  child.neverUp = false;
  const { self } = tree.context;
  tree.settings.emit({ type: 'child-started', supervisor: self.name, child: child.spec.id, name: nameOf(child) });
  doneStarting(tree, child);
}

/** A child is gone, be it that it was asked to or not. */
export function childGone(tree: Tree, child: Child, error: PacoreError | undefined): void {
  const { settings, context, recoveries } = tree;
  const { id } = child.spec;
  const failure = error === undefined ? null : toFailure(error);
  child.status = 'stopped';
  child.ref = null;
  settings.emit({
    type: 'child-exited',
    supervisor: context.self.name,
    child: id,
    name: nameOf(child),
    error: failure,
  });
  // Where it was to stop anyway, how it went makes no difference, not even if it crashed before its turn came.
  const expecting = [...recoveries].find(({ stop }) => stop.includes(child));
  if (expecting !== undefined) {
    expecting.stop = expecting.stop.filter((other) => other !== child);
    return advance(tree, expecting);
  }
  const directive = decide(tree, child, failure);
  switch (directive.type) {
    case 'leave-stopped':
      return doneStarting(tree, child);
    case 'restart':
      return restart(tree, child, directive);
    case 'give-up':
      return giveUp(tree, directive.reason, error);
  }
}

/** The backoff of a recovery is over. */
export function waitOver(tree: Tree, recovery: Recovery): void {
  // Its timer may have rung before another recovery took its place.
  if (!tree.recoveries.has(recovery)) return;
  recovery.phase = 'starting';
  advance(tree, recovery);
}

/** Forgets what is under way. */
export function abandonAll(tree: Tree): void {
  for (const recovery of tree.recoveries) abandon(tree, recovery);
}

function decide({ settings, context, children, history }: Tree, exited: Child, failure: Failure | null): ExitDirective {
  const { strategy, policy, random } = settings;
  return decideExit({
    strategy,
    policy,
    before: children.slice(0, exited.place).map(standingOf),
    exited: standingOf(exited),
    after: children.slice(exited.place + 1).map(standingOf),
    failure,
    neverUp: exited.neverUp,
    history,
    now: context.clock.monotonic(),
    random: random(),
  });
}

function standingOf({ spec: { id, restart }, status }: Child): ChildStanding {
  return { id, restart, alive: status !== 'stopped' };
}

function restart(tree: Tree, exited: Child, { stop, start, delayMs }: Restart): void {
  const { settings, context, recoveries, children } = tree;
  const now = context.clock.monotonic();
  tree.history = [...recentRestarts(tree.history, settings.policy.period, now), now];
  settings.emit({
    type: 'child-restarting',
    supervisor: context.self.name,
    child: exited.spec.id,
    stop,
    start,
    delayMs,
  });
  // Side by side run only the restarts of different children, one for one; of groups the later one takes in the earlier.
  for (const earlier of recoveries) {
    if (settings.strategy !== 'one_for_one' || earlier.start.includes(exited)) abandon(tree, earlier);
  }
  const named = (ids: readonly string[]) => ids.flatMap((id) => children.filter(({ spec }) => spec.id === id));
  begin(tree, { phase: 'stopping', stop: named(stop), delayMs, cancelWait: () => undefined, start: named(start) });
}

function giveUp(tree: Tree, reason: string, cause: PacoreError | undefined): void {
  const { self, exit } = tree.context;
  const error = new PacoreError('PACORE_GAVE_UP', `${self.name} gave up: ${reason}.`, { cause });
  abandonAll(tree);
  tree.settings.emit({ type: 'supervisor-gave-up', supervisor: self.name, error: toFailure(error) });
  exit(error);
}

function begin(tree: Tree, recovery: Recovery): void {
  tree.recoveries.add(recovery);
  advance(tree, recovery);
}

/** Takes the next step, if nothing is under way that has to end before. */
function advance(tree: Tree, recovery: Recovery): void {
  switch (recovery.phase) {
    case 'stopping': {
      const [next] = recovery.stop;
      return next === undefined ? wait(tree, recovery) : stopChild(next, tree.context.stop);
    }
    case 'waiting':
      return;
    case 'starting': {
      const [next] = recovery.start;
      if (next === undefined) return finish(tree, recovery);
      if (next.status === 'stopped') startChild(next, tree.context, tree.settings.emit);
    }
  }
}

function wait({ context: { self, clock } }: Tree, recovery: Recovery): void {
  recovery.phase = 'waiting';
  recovery.cancelWait = clock.schedule(recovery.delayMs, () => tell(self, { type: 'wait-over', recovery }));
}

/** The child needs no start any more: it is up, or has ended for good. */
function doneStarting(tree: Tree, child: Child): void {
  const recovery = [...tree.recoveries].find(({ start }) => start.includes(child));
  if (recovery === undefined) return;
  recovery.start = recovery.start.filter((other) => other !== child);
  advance(tree, recovery);
}

function finish(tree: Tree, recovery: Recovery): void {
  tree.recoveries.delete(recovery);
  if (tree.recoveries.size === 0 && !tree.isUp) announceUp(tree);
}

function abandon({ recoveries }: Tree, recovery: Recovery): void {
  recovery.cancelWait();
  recoveries.delete(recovery);
}
