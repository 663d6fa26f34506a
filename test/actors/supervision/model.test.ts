import { describe, expect, it } from '@jest/globals';
import { tell } from '../../../src/actors/ref.ts';
import type { RestartType } from '../../../src/actors/restart-policy.ts';
import type { SupervisionStrategy } from '../../../src/actors/supervision/strategy.ts';
import { supervisor } from '../../../src/actors/supervision/supervisor.ts';
import { createActorSystem } from '../../../src/actors/system.ts';
import { manualClock } from '../../../src/manual-clock.ts';
import fc from '../../support/fast-check.ts';
import { probe } from '../../support/probe.ts';
import { referenceSupervisor, type ReferenceOptions } from '../../support/reference-supervisor.ts';
import { diaryChild, lineOf } from '../../support/supervised.ts';

type Step =
  | { readonly type: 'crash' | 'leave' | 'doom'; readonly child: number }
  | { readonly type: 'advance'; readonly ms: number };

const backoff = { min: 100, max: 400, factor: 2 };
const period = 1000;

const ends = fc.record({ type: fc.constantFrom('crash', 'crash', 'leave', 'doom'), child: fc.nat(3) });
const waits = fc.record({ type: fc.constant('advance'), ms: fc.constantFrom(1, 99, 100, 300, 999) });
const steps = fc.array(fc.oneof(ends, waits), { minLength: 10, maxLength: 40 });
const restartTypes = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<RestartType>('permanent') },
    { weight: 1, arbitrary: fc.constantFrom<RestartType>('transient', 'temporary') },
  ),
  { minLength: 1, maxLength: 4, size: 'max' },
);

/** Runs the steps on a supervisor and on the model, and expects line after line what the model says. */
async function compare(options: ReferenceOptions, taken: readonly Step[]): Promise<void> {
  const model = referenceSupervisor(options);
  const clock = manualClock();
  const diary = probe<string>();
  const doomed = new Set<number>();
  const system = createActorSystem(() => undefined, clock);
  const children = options.restarts.map((restart, index) =>
    diaryChild(`${index}`, diary.push, { restart, fails: () => doomed.delete(index) }),
  );
  const root = supervisor({
    ...options,
    children,
    backoff: { ...backoff, jitter: 0 },
    onEvent: (event) => diary.push(lineOf(event)),
  });
  const hasEnded = () => diary.push('root gone');
  system.spawn({ ...root, stop: (state, error) => (hasEnded(), root.stop?.(state, error)) }, { name: 'root' });

  let seen = 0;
  const settle = async () => {
    for (; seen < model.lines.length; seen += 1) expect(await diary.next()).toBe(model.lines[seen]);
  };
  const advance = async (ms: number) => {
    for (let left = ms; left > 0;) {
      const step = model.untilNext(left);
      model.advance(step);
      clock.advance(step);
      await settle();
      left -= step;
    }
  };
  const take = async (step: Step) => {
    if (step.type === 'advance') return advance(step.ms);
    const target = children[step.child];
    if (target === undefined) return;
    if (step.type === 'doom') {
      model.doom(step.child);
      doomed.add(step.child);
      return;
    }
    model.end(step.child, step.type === 'crash');
    tell(target.ref, { type: step.type });
    await settle();
  };

  await settle();
  for (const step of taken) if (!model.isOver()) await take(step);
  if (!model.isOver()) model.close();
  await system.close();
  expect(diary.received).toEqual(model.lines);
  expect(clock.pending).toBe(0);
}

describe('a supervisor, beside a model of it', () => {
  it.each<SupervisionStrategy>(['one_for_one', 'rest_for_one', 'one_for_all'])(
    '%s: starts, stops, restarts and gives up as OTP does',
    async (strategy) => {
      await fc.assert(
        fc.asyncProperty(restartTypes, fc.nat(4), steps, (restarts, intensity, taken) =>
          compare({ strategy, restarts, intensity, period, backoff }, taken),
        ),
        // A line that never comes is a counterexample too.
        { timeout: 5000 },
      );
    },
  );
});
