import { expect, test } from '@jest/globals';
import { manualClock } from '../src/manual-clock.ts';

test('runs what falls due in the order of time, also what is scheduled on the way', () => {
  const clock = manualClock(1000);
  const rang: [string, number][] = [];
  const ring = (name: string) => () => void rang.push([name, clock.now()]);
  clock.schedule(30, ring('late'));
  clock.schedule(10, () => {
    ring('early')();
    clock.schedule(5, ring('nested'));
  });
  clock.schedule(30, ring('late too'));
  clock.schedule(31, ring('not yet'));
  clock.advance(30);
  expect(rang).toEqual([
    ['early', 1010],
    ['nested', 1015],
    ['late', 1030],
    ['late too', 1030],
  ]);
  expect(clock.now()).toBe(1030);
  expect(clock.pending).toBe(1);
});

test('has a time of day that may be set, which nothing else notices', () => {
  const clock = manualClock(1000);
  const rang: number[] = [];
  clock.schedule(30, () => rang.push(clock.monotonic()));
  clock.advance(10);
  expect([clock.now(), clock.monotonic()]).toEqual([1010, 10]);
  clock.set(500);
  expect([clock.now(), clock.monotonic()]).toEqual([500, 10]);
  clock.advance(20);
  expect(rang).toEqual([30]);
  expect([clock.now(), clock.monotonic()]).toEqual([520, 30]);
});

test('cancels, also late and twice', () => {
  const clock = manualClock();
  const cancel = clock.schedule(10, () => {
    throw new Error('cancelled');
  });
  cancel();
  cancel();
  expect(clock.pending).toBe(0);
  clock.advance(20);
  expect(clock.now()).toBe(20);
});
