import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import type { RestartPolicy, RestartType } from '../../../src/actors/restart-policy.ts';
import {
  decideExit,
  type ChildExit,
  type ChildStanding,
  type SupervisionStrategy,
} from '../../../src/actors/supervision/strategy.ts';
import type { Failure } from '../../../src/errors.ts';

const policy: RestartPolicy = {
  intensity: 2,
  period: 5000,
  backoff: { min: 100, max: 1000, factor: 3, jitter: 0.5 },
};
const crash: Failure = { code: 'PACORE_INTERNAL', message: 'boom', retryable: true };
const running = (id: string, restart: RestartType = 'permanent'): ChildStanding => ({ id, restart, alive: true });
const away = (id: string, restart: RestartType = 'permanent'): ChildStanding => ({ id, restart, alive: false });

const decide = (exit: Partial<ChildExit> = {}) =>
  decideExit({
    strategy: 'one_for_one',
    policy,
    before: [running('a')],
    exited: away('b'),
    after: [running('c'), running('d')],
    failure: crash,
    neverUp: false,
    history: [],
    now: 10_000,
    random: 0.5,
    ...exit,
  });

describe('what a supervisor does about a child that is gone', () => {
  it.each<[SupervisionStrategy, string[], string[]]>([
    ['one_for_one', [], ['b']],
    ['rest_for_one', ['d', 'c'], ['b', 'c', 'd']],
    ['one_for_all', ['d', 'c', 'a'], ['a', 'b', 'c', 'd']],
  ])('%s: stops %j, starts %j', (strategy, stop, start) => {
    expect(decide({ strategy })).toEqual({ type: 'restart', stop, start, delayMs: 100 });
  });

  it('stops only what is there, and starts all the same what was not', () => {
    const after = [away('c'), running('d'), away('e', 'transient')];
    const directive = decide({ strategy: 'rest_for_one', after });
    expect(directive).toMatchObject({ stop: ['d'], start: ['b', 'c', 'd', 'e'] });
  });

  it('does not bring back temporary children that had to go along', () => {
    const directive = decide({ strategy: 'one_for_all', before: [running('a', 'temporary')] });
    expect(directive).toMatchObject({ stop: ['d', 'c', 'a'], start: ['b', 'c', 'd'] });
  });

  it.each<[RestartType, Failure | null, string]>([
    ['permanent', crash, 'restart'],
    ['permanent', null, 'restart'],
    ['transient', crash, 'restart'],
    ['transient', null, 'leave-stopped'],
    ['temporary', crash, 'leave-stopped'],
    ['temporary', null, 'leave-stopped'],
  ])('%s after %j: %s', (restart, failure, type) => {
    expect(decide({ exited: away('b', restart), failure }).type).toBe(type);
  });

  it('gives up at the restart beyond the intensity, and says why', () => {
    expect(decide({ history: [5001, 9000] })).toEqual({
      type: 'give-up',
      reason: 'more than 2 restarts within 5000 ms; last b: boom',
    });
    expect(decide({ history: [5001, 9000], failure: null })).toMatchObject({
      reason: 'more than 2 restarts within 5000 ms; last b: it ended',
    });
  });

  it('forgets restarts older than the period, and backs off with those that count', () => {
    expect(decide({ history: [4999, 5000, 9000] })).toMatchObject({ delayMs: 300 });
    expect(decide({ history: [4999, 5000] })).toMatchObject({ delayMs: 100 });
    expect(decide({ history: [9000], random: 0 })).toMatchObject({ delayMs: 150 });
  });

  it.each<RestartType>(['permanent', 'transient', 'temporary'])('gives up when a %s child never came up', (restart) => {
    const exited = away('b', restart);
    expect(decide({ exited, neverUp: true })).toEqual({ type: 'give-up', reason: 'b could not start: boom' });
    expect(decide({ exited, neverUp: true, failure: null }).type).not.toBe('give-up');
  });

  it('stops in reverse and starts in order, never the same child twice, whatever the standings', () => {
    const standing = fc.record({
      restart: fc.constantFrom<RestartType>('permanent', 'transient', 'temporary'),
      alive: fc.boolean(),
    });
    const strategies = fc.constantFrom<SupervisionStrategy>('one_for_one', 'rest_for_one', 'one_for_all');
    fc.assert(
      fc.property(strategies, fc.array(standing), fc.array(standing), (strategy, first, last) => {
        const before = first.map((rest, index) => ({ id: `${index}`, ...rest }));
        const exited = away(`${before.length}`);
        const after = last.map((rest, index) => ({ id: `${before.length + 1 + index}`, ...rest }));
        const directive = decide({ strategy, before, exited, after });
        if (directive.type !== 'restart') throw new Error('it restarts');
        const numbers = (ids: readonly string[]) => ids.map(Number);
        const ascending = (ids: readonly number[]) => [...new Set(ids)].sort((one, other) => one - other);
        expect(numbers(directive.start)).toEqual(ascending(numbers(directive.start)));
        expect(numbers(directive.stop)).toEqual(ascending(numbers(directive.stop)).reverse());
        expect(directive.start).toContain(exited.id);
        expect(directive.stop).not.toContain(exited.id);
      }),
    );
  });
});
