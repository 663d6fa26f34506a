import { describe, expect, test } from '@jest/globals';
import { getEventListeners, getMaxListeners } from 'node:events';
import { manualClock } from '../../src/manual-clock.ts';
import { linkSignals, pause, untilAborted } from '../../src/models/interruption.ts';
import { Pool } from '../../src/models/pool.ts';
import { never } from './prompting.ts';

describe('Pool', () => {
  test('lends to those who wait, first come first served', async () => {
    const pool = new Pool(['only']);
    const order: number[] = [];
    await pool.acquire(never);
    const waiting = [1, 2, 3].map(async (who) => {
      await pool.acquire(never);
      order.push(who);
      pool.release('only');
    });
    pool.release('only');
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
  });

  test('one that is aborted leaves the queue, and takes nothing with it', async () => {
    const pool = new Pool(['only']);
    await pool.acquire(never);
    const impatient = new AbortController();
    const gone = pool.acquire(impatient.signal);
    const patient = pool.acquire(never);
    impatient.abort();
    expect(await gone).toBeUndefined();
    pool.release('only');
    expect(await patient).toBe('only');
    pool.release('only');
    expect(await pool.acquire(AbortSignal.abort())).toBeUndefined();
    expect(await pool.acquire(never)).toBe('only');
  });
});

describe('interruptions', () => {
  test('a pause ends with its time or with its signal, and leaves nothing behind', async () => {
    const clock = manualClock();
    const controller = new AbortController();
    const whole = pause(10, clock, controller.signal);
    clock.advance(10);
    await whole;
    const cut = pause(10, clock, controller.signal);
    controller.abort();
    await cut;
    await pause(10, clock, controller.signal);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('work is waited for until its signal aborts', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
    const hanging = untilAborted(new Promise(() => undefined), signal);
    controller.abort();
    expect(await hanging).toBeUndefined();
    expect(await untilAborted(Promise.resolve(1), signal)).toBeUndefined();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('one signal may end any number of things without a warning of a leak', () => {
    const { signal } = new AbortController();
    const linked = Array.from({ length: 20 }, () => linkSignals(signal));
    expect(getMaxListeners(signal)).toBe(Infinity);
    for (const link of linked) link.release();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('a linked signal aborts with any of its sources, until it is released', () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const released = linkSignals(one.signal, two.signal);
    const linked = linkSignals(one.signal, two.signal);
    released.release();
    two.abort();
    expect([linked.signal.aborted, released.signal.aborted]).toEqual([true, false]);
    expect(linkSignals(one.signal, two.signal).signal.aborted).toBe(true);
    linked.release();
    expect(getEventListeners(two.signal, 'abort')).toHaveLength(0);
  });
});
