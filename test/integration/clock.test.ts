import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createPacore, silentLogger, type Pacore, type PacoreOptions } from 'pacore';
import { manualClock, scriptedModel } from 'pacore/testing';
import { parseRecordedDecision } from '../../src/consensus/recorded-decision.ts';
import { deferred } from '../support/deferred.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);

const running: Pacore[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(running.splice(0).map((pacore) => pacore.close()));
});

/** A committee of one member that answers at once and one that waits to be told. */
async function start(clock?: PacoreOptions['clock']) {
  const reply = deferred<string>();
  const members = [
    scriptedModel('quick', { reply: 'Answer: 54' }),
    scriptedModel('slow', { reply: () => reply.promise }),
  ];
  const config = { members, consensus: { earlyDecision: false, deadline: '30s', memberTimeout: '20s' } };
  const pacore = await createPacore({ config, logger: silentLogger, ...(clock && { clock }) });
  running.push(pacore);
  return { pacore, reply };
}

/** Asks, and does something as soon as the first ballot is there. */
async function asking(pacore: Pacore, meanwhile: () => void) {
  for await (const event of pacore.stream('What is 23 + 48 - 17?')) {
    if (event.type === 'ballot-cast' && event.ballot.member === 'quick') meanwhile();
    if (event.type === 'question-decided') return event.record;
  }
  throw new Error('There was no decision.');
}

describe('a question in whose midst the time of day is set', () => {
  it.each([
    ['back by an hour', START - HOUR],
    ['on by an hour', START + HOUR],
  ])('takes as long as it takes: %s', async (_, now) => {
    const clock = manualClock(START);
    const { pacore, reply } = await start(clock);
    const record = await asking(pacore, () => {
      clock.set(now);
      clock.advance(6000);
      reply.resolve('Answer: 54');
    });
    expect(record.timing).toEqual({ startedAt: '2026-01-01T00:00:00.000Z', durationMs: 6000 });
    expect(record.ballots.map(({ latencyMs }) => latencyMs)).toEqual([0, 6000]);
    expect(record).toMatchObject({ answer: '54', status: 'decided', agreement: 1 });
    expect(() => parseRecordedDecision(JSON.parse(JSON.stringify(record)))).not.toThrow();
  });

  it('keeps to its time limits', async () => {
    const clock = manualClock(START);
    const { pacore } = await start(clock);
    const record = await asking(pacore, () => {
      clock.set(START - HOUR);
      clock.advance(20_000);
    });
    expect(record.timing.durationMs).toBe(20_000);
    expect(record.ballots[1]).toMatchObject({ latencyMs: 20_000, error: { code: 'PACORE_MEMBER_TIMEOUT' } });
  });

  it.each([
    ['the machine’s own', undefined],
    ['one that only tells the time of day', { now: () => Date.now(), schedule: () => () => undefined }],
  ])('is measured by the machine’s monotonic clock where the clock is %s', async (_, clock) => {
    const { pacore, reply } = await start(clock);
    const real = Date.now.bind(Date);
    const record = await asking(pacore, () => {
      jest.spyOn(Date, 'now').mockImplementation(() => real() - HOUR);
      reply.resolve('Answer: 54');
    });
    const durations = [record.timing.durationMs, ...record.ballots.map(({ latencyMs }) => latencyMs)];
    for (const duration of durations) {
      expect(duration).toBeGreaterThanOrEqual(0);
      expect(duration).toBeLessThan(30_000);
      expect(Number.isInteger(duration)).toBe(true);
    }
  });
});
