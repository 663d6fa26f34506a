import { describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { backoffDelay } from '../../src/actors/backoff.ts';
import {
  decideRestart,
  recentRestarts,
  type RestartPolicy,
  type RestartType,
} from '../../src/actors/restart-policy.ts';
import type { Failure } from '../../src/errors.ts';

const policy: RestartPolicy = {
  intensity: 3,
  period: 60_000,
  backoff: { min: 200, max: 10_000, factor: 2, jitter: 0.2 },
};
const crash: Failure = { code: 'PACORE_MEMBER_CRASHED', message: 'boom', retryable: true };
const away: Failure = { code: 'PACORE_MODEL_LOAD', message: 'cannot be reached', retryable: true };
const damaged: Failure = { code: 'PACORE_MODEL_LOAD', message: 'bad file', retryable: false };

const decide = (
  restart: RestartType,
  failure: Failure | null,
  history: readonly number[] = [],
  now = 100_000,
  isRemote = false,
) => decideRestart(policy, { restart, failure, isRemote, history, now, random: 0.5 });

describe('the restart policy', () => {
  it.each([
    ['permanent', crash, 'restart'],
    ['permanent', null, 'restart'],
    ['transient', crash, 'restart'],
    ['transient', null, 'leave-stopped'],
    ['temporary', crash, 'give-up'],
    ['temporary', null, 'leave-stopped'],
    ['permanent', damaged, 'give-up'],
  ] as const)('%s after %j: %s', (restart, failure, directive) => {
    expect(decide(restart, failure).type).toBe(directive);
  });

  it('backs off exponentially with the restarts that still count', () => {
    expect(decide('permanent', crash, [])).toEqual({ type: 'restart', delayMs: 200 });
    expect(decide('permanent', crash, [99_000])).toEqual({ type: 'restart', delayMs: 400 });
    expect(decide('permanent', crash, [98_000, 99_000])).toEqual({ type: 'restart', delayMs: 800 });
  });

  it('gives up at the restart beyond its intensity, and says so', () => {
    expect(decide('permanent', crash, [97_000, 98_000, 99_000])).toEqual({
      type: 'give-up',
      reason: 'more than 3 restarts within 60000 ms; last: boom',
    });
  });

  it.each<[string, RestartType, Failure, boolean, number | undefined]>([
    ['a remote model that could not be reached', 'permanent', away, true, 1600],
    ['one that crashed', 'permanent', crash, true, undefined],
    ['one whose key is refused', 'permanent', damaged, true, undefined],
    ['a temporary one', 'temporary', away, true, undefined],
    ['a model of this machine', 'permanent', away, false, undefined],
  ])('tries %s again though it is given up: %s, %j', (_, restart, failure, isRemote, againMs) => {
    const directive = decide(restart, failure, [97_000, 98_000, 99_000], 100_000, isRemote);
    expect(directive).toMatchObject({ type: 'give-up' });
    expect(directive.type === 'give-up' && directive.againMs).toBe(againMs);
  });

  it('forgets restarts older than the period', () => {
    expect(decide('permanent', crash, [39_999, 40_000, 99_000])).toEqual({ type: 'restart', delayMs: 400 });
    expect(recentRestarts([40_000, 40_001], 60_000, 100_000)).toEqual([40_001]);
  });

  it('never allows more than the intensity within any period', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 40 }), (gaps) => {
        const restarts: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const directive = decideRestart(policy, {
            restart: 'permanent',
            failure: crash,
            isRemote: false,
            history: restarts,
            now,
            random: 0,
          });
          if (directive.type === 'restart') restarts.push(now);
        }
        return restarts.every(
          (at) => restarts.filter((other) => other <= at && at - other < policy.period).length <= policy.intensity,
        );
      }),
    );
  });
});

/** A member's life as a state machine: it runs until an end after which it does not restart. */
describe('the restart policy, beside a model of it', () => {
  const policies = fc.record({
    intensity: fc.nat(4),
    period: fc.integer({ min: 1, max: 1000 }),
    backoff: fc.record({
      min: fc.integer({ min: 1, max: 100 }),
      max: fc.integer({ min: 100, max: 1000 }),
      factor: fc.integer({ min: 1, max: 4 }),
      jitter: fc.constantFrom(0, 0.25, 1),
    }),
  });
  const ends = fc.record({
    afterMs: fc.oneof(fc.nat(50), fc.nat(1500)),
    failure: fc.constantFrom(crash, crash, crash, null, damaged),
    random: fc.constantFrom(0, 0.25, 0.5, 0.75),
  });
  const restartTypes = fc.constantFrom<RestartType>('permanent', 'permanent', 'transient', 'temporary');

  /** Counts restarts in a window that moves along, and doubles (or so) the wait step by step. */
  function referencePolicy(given: RestartPolicy, restart: RestartType) {
    const window: number[] = [];
    return (failure: Failure | null, now: number, random: number): string => {
      while ((window[0] ?? now) <= now - given.period) window.shift();
      const wanted = restart === 'permanent' || (restart === 'transient' && failure !== null);
      if (!wanted) return failure === null ? 'leave-stopped' : 'give-up';
      if (failure?.retryable === false || window.length === given.intensity) return 'give-up';
      const { min, max, factor, jitter } = given.backoff;
      let delay = min;
      for (let restarts = window.length; restarts > 0; restarts -= 1) delay = Math.min(max, delay * factor);
      window.push(now);
      return `restart in ${Math.round(delay - delay * jitter + 2 * delay * jitter * random)}`;
    };
  }

  it('restarts, leaves and gives up as the model does, whether or not old restarts are kept', () => {
    fc.assert(
      fc.property(policies, restartTypes, fc.array(ends, { minLength: 5, maxLength: 40 }), (given, restart, life) => {
        const reference = referencePolicy(given, restart);
        const all: number[] = [];
        let kept: readonly number[] = [];
        let now = 0;
        for (const { afterMs, failure, random } of life) {
          now += afterMs;
          kept = recentRestarts(kept, given.period, now);
          const directive = decideRestart(given, { restart, failure, isRemote: false, history: all, now, random });
          const expected = reference(failure, now, random);
          expect(directive.type === 'restart' ? `restart in ${directive.delayMs}` : directive.type).toBe(expected);
          expect(decideRestart(given, { restart, failure, isRemote: false, history: kept, now, random })).toEqual(
            directive,
          );
          if (directive.type !== 'restart') return;
          all.push(now);
          kept = [...kept, now];
        }
      }),
    );
  });
});

describe('the backoff', () => {
  const arbitraryPolicy = fc.record({
    min: fc.integer({ min: 1, max: 1000 }),
    max: fc.integer({ min: 1000, max: 100_000 }),
    factor: fc.double({ min: 1, max: 4, noNaN: true }),
    jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('grows, is capped, and stays within its jitter', () => {
    fc.assert(
      fc.property(
        arbitraryPolicy,
        fc.nat(50),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (given, n, random) => {
          const exact = Math.min(given.max, given.min * given.factor ** n);
          const delay = backoffDelay(given, n, random);
          expect(delay).toBeGreaterThanOrEqual(Math.floor(exact * (1 - given.jitter)));
          expect(delay).toBeLessThanOrEqual(Math.ceil(exact * (1 + given.jitter)));
        },
      ),
    );
  });

  it.each([
    [0, 0, 160],
    [0, 0.5, 200],
    [1, 0.5, 400],
    [10, 0.5, 10_000],
  ])('restart %i at random %d waits %i ms', (n, random, expected) => {
    expect(backoffDelay(policy.backoff, n, random)).toBe(expected);
  });
});
