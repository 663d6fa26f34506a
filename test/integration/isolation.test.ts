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

  async function start() {
    const events = probe<PacoreEvent>();
    const pacore = await createPacore({
      config: {
        members: ['small-a', 'small-b', 'small-c'].map((id) => ({ id, model: `embedded:${id}`, isolation: 'process' })),
        consensus: { earlyDecision: false, quorum: 3 },
        supervision: { backoff: { min: '10ms', jitter: 0 } },
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
    'a member ended by %s in mid-answer costs its ballot, and comes back',
    async (signal) => {
      const { pacore, events, ready } = await start();
      const [pid = 0] = workerProcesses('small-b');
      const question = pacore.ask('What is 23 + 48 - 17?', { samples: 12, quorum: 1 });
      await events.next((event) => event.type === 'text-delta' && event.member === 'small-b');
      process.kill(pid, signal);
      const record = await question;
      expect(record.answer).toBe('54');
      const lost = record.ballots.filter(({ error }) => error?.code === 'PACORE_MEMBER_CRASHED');
      expect(new Set(lost.map(({ member }) => member))).toEqual(new Set(['small-b']));
      expect(record.ballots.filter(({ member, finish }) => member !== 'small-b' && finish !== 'stop')).toEqual([]);
      expect(await ready()).toMatchObject({ member: 'small-b', replica: 'small-b#2' });
      expect(await pacore.ask('What is 23 + 48 - 17?')).toMatchObject({
        status: 'decided',
        answer: '54',
        agreement: 1,
      });
    },
  );
});
