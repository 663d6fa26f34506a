/** A committee of real models, each in a process of its own, one of which is treated badly. Loaded from dist/: build first. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { createPacore, silentLogger, type Pacore, type PacoreEvent } from 'pacore';
import { workerProcesses } from '../support/children.ts';
import { ofType, probe } from '../support/probe.ts';

describe('members in processes of their own', () => {
  const running: Pacore[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((pacore) => pacore.close()));
    expect(workerProcesses()).toEqual([]);
  });

  async function start(supervision: { readonly intensity?: number } = {}) {
    const events = probe<PacoreEvent>();
    const pacore = await createPacore({
      config: {
        members: ['small-a', 'small-b', 'small-c'].map((id) => ({ id, model: `embedded:${id}`, isolation: 'process' })),
        consensus: { earlyDecision: false, quorum: 3 },
        supervision: { ...supervision, backoff: { min: '10ms', jitter: 0 } },
      },
      logger: silentLogger,
      onEvent: events.push,
    });
    running.push(pacore);
    const ready = () => events.next(ofType<PacoreEvent, 'model-ready'>('model-ready'));
    for (let count = 0; count < 3; count++) await ready();
    return { pacore, events, ready };
  }

  it.each(['SIGKILL', 'SIGSEGV'] as const)(
    'a member ended by %s in mid-answer comes back, and answers again',
    async (signal) => {
      const { pacore, events, ready } = await start();
      const [pid = 0] = workerProcesses('small-b');
      const question = pacore.ask('What is 23 + 48 - 17?', { samples: 12 });
      await events.next((event) => event.type === 'text-delta' && event.member === 'small-b');
      process.kill(pid, signal);
      const record = await question;
      expect(record.answer).toBe('54');
      expect(record.ballots.map(({ finish }) => finish)).toEqual(Array(36).fill('stop'));
      expect(await events.next(ofType<PacoreEvent, 'answer-restarted'>('answer-restarted'))).toMatchObject({
        member: 'small-b',
        error: { code: 'PACORE_MEMBER_CRASHED', message: expect.stringContaining(signal) },
      });
      expect(await ready()).toMatchObject({ member: 'small-b', replica: 'small-b#2' });
    },
  );

  it('decides every question while a member is ended five times', async () => {
    const { pacore, events, ready } = await start({ intensity: 10 });
    const statuses: string[] = [];
    for (let round = 0; round < 5; round++) {
      const questions = [0, 1, 2, 3].map((index) => pacore.ask(`What is ${23 + round} + ${48 + index}?`));
      await events.next((event) => event.type === 'text-delta' && event.member === 'small-b');
      process.kill(workerProcesses('small-b')[0] ?? 0, 'SIGSEGV');
      statuses.push(...(await Promise.all(questions)).map(({ status }) => status));
      await ready();
    }
    expect(statuses).toEqual(Array(20).fill('decided'));
  });
});
