/**
 * What each fault does to a committee of real models, in threads and in processes, and that docs/supervision.md says so.
 * Loaded from dist/: build first. `UPDATE_DOCS=1` writes the table anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { createPacore, silentLogger, type DecisionRecord, type Pacore, type PacoreEvent } from 'pacore';
import { FAULTS, faultPlan, type Fault, type FaultRule } from 'pacore/testing';
import { workerProcesses } from '../support/children.ts';
import { ofType, probe } from '../support/probe.ts';

const PAGE = 'docs/supervision.md';
const TABLE = /(?<=<!-- containment -->\n\n)[^]*?(?=\n\n<!-- end -->)/;
const ISOLATIONS = ['thread', 'process'] as const;
type Isolation = (typeof ISOLATIONS)[number];
const NEEDS_PROCESS: ReadonlySet<Fault> = new Set(['sigsegv', 'sigkill']);

const QUESTION = 'What is 23 + 48 - 17?';
const MEMBERS = ['small-a', 'small-b', 'small-c'];
/** Prompts of the faulty member between two faults: the one that fails, perhaps its retry, and a sound one. */
const STRIDE = 3;
const rows = new Map<string, string>();

describe('faults of a model', () => {
  const running: Pacore[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((pacore) => pacore.close()));
    expect(workerProcesses()).toEqual([]);
  });

  async function startWith(isolation: Isolation, rules: readonly FaultRule[]) {
    const events = probe<PacoreEvent>();
    const plan = faultPlan({ rules, slowMs: 5 });
    const pacore = await createPacore({
      config: {
        members: MEMBERS.map((id) => ({ id, model: `embedded:${id}`, isolation })),
        consensus: { earlyDecision: false },
        supervision: { intensity: 100, silence: '500ms', backoff: { min: '10ms', factor: 1, jitter: 0 } },
      },
      wrapBackend: plan.wrap,
      logger: silentLogger,
      onEvent: events.push,
    });
    running.push(pacore);
    return { pacore, events, plan };
  }

  it.each(ISOLATIONS)(
    'in a %s cost no question',
    async (isolation) => {
      const faults = FAULTS.filter((fault) => isolation === 'process' || !NEEDS_PROCESS.has(fault));
      const rules = faults.map((fault, index) => ({ fault, member: 'small-a', nth: STRIDE * index + 1, token: 3 }));
      const { pacore, events, plan } = await startWith(isolation, rules);
      while ((await pacore.members()).some(({ status }) => status !== 'ready'))
        await events.next(ofType<PacoreEvent, 'model-ready'>('model-ready'));
      for (const fault of faults) {
        const before = events.received.length;
        const record = await pacore.ask(QUESTION);
        expect([fault, plan.injected.get(fault)]).toEqual([fault, 1]);
        // Whatever became of one member: the question is decided, right, and by the others for sure.
        expect(record).toMatchObject({ status: 'decided', answer: '54' });
        expect(record.ballots.slice(1).map(({ answer }) => answer)).toEqual(['54', '54']);
        const seen = events.received.slice(before);
        rows.set(`${fault} ${isolation}`, outcomeOf(record, seen));
        const retries = seen.filter(({ type }) => type === 'answer-restarted').length;
        for (let left = STRIDE - 1 - retries; left > 0; left--)
          expect(await pacore.ask(QUESTION)).toMatchObject({ agreement: 1 });
      }
    },
    120_000,
  );

  it.each([...NEEDS_PROCESS])('%s is refused in a thread', async (fault) => {
    const { pacore, events } = await startWith('thread', [{ fault, member: 'small-a' }]);
    expect(await events.next(ofType<PacoreEvent, 'member-given-up'>('member-given-up'))).toMatchObject({
      member: 'small-a',
      reason: expect.stringContaining('isolation: process'),
    });
    expect(await pacore.ask(QUESTION)).toMatchObject({ status: 'decided', agreement: 0.6667 });
    rows.set(`${fault} thread`, 'it would end the program; the plan is refused as the model loads');
  });
});

function outcomeOf({ ballots: [ballot] }: DecisionRecord, events: readonly PacoreEvent[]): string {
  const isNextOnes = events.some(({ type }) => type === 'answer-restarted');
  const hasRestarted = events.some(({ type }) => type === 'model-restarting');
  const member = hasRestarted ? 'the member restarts' : 'the member goes on';
  if (ballot?.error !== undefined) return `the ballot fails (\`${ballot.error.code}\`); ${member}`;
  const answer = ballot?.answer === '54' ? 'right' : ballot?.answer === null ? 'an abstention' : 'wrong';
  return `the ballot is ${answer}${isNextOnes ? ', by the next incarnation' : ''}; ${member}`;
}

describe('docs/supervision.md', () => {
  const table = () => {
    const cell = (fault: Fault, isolation: Isolation) => rows.get(`${fault} ${isolation}`) ?? 'not seen';
    const lines = FAULTS.map(
      (fault) => `| \`${fault}\` | ${ISOLATIONS.map((kind) => cell(fault, kind)).join(' | ')} |`,
    );
    return ['| fault | in a thread | in a process |', '| --- | --- | --- |', ...lines];
  };
  afterAll(() => {
    if (process.env.UPDATE_DOCS === undefined || table().join().includes('not seen')) return;
    writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(TABLE, table().join('\n')));
  });

  it('tells of each fault what came of it here', () => {
    const told = TABLE.exec(readFileSync(PAGE, 'utf8'))?.[0].split('\n') ?? [];
    const cells = (line: string) => line.split('|').map((text) => text.trim().replace(/^-+$/, '---'));
    if (process.env.UPDATE_DOCS === undefined) expect(told.map(cells)).toEqual(table().map(cells));
  });
});
