import { describe, expect, it } from '@jest/globals';
import { Observable, type Subscriber } from 'rxjs';
import type { Ballot } from '../../src/consensus/ballot.ts';
import type { Decision, Rules } from '../../src/consensus/decision.ts';
import { PacoreError } from '../../src/errors.ts';
import { manualClock } from '../../src/manual-clock.ts';
import type { GenerationEvent, TextEnd } from '../../src/models/backend.ts';
import { planQuestion } from '../../src/pipeline/plan.ts';
import type { PlannedPrompt, Voter } from '../../src/pipeline/prompt.ts';
import { runQuestion, type PipelineEvent } from '../../src/pipeline/run-question.ts';
import { deferred } from '../support/deferred.ts';
import { probe } from '../support/probe.ts';
import { voter } from './voter.ts';

const rules: Rules = {
  strategy: 'majority_voting',
  profile: 'number',
  thresholds: { confidenceThreshold: 0.5, minAgreement: 0.5 },
  quorum: null,
  options: {},
};
/** How one round is put before the next. */
const coordination = { template: '{question} | {references}', budget: 200 };
const messages = [{ role: 'user', content: 'What is 1 + 1?' }] as const;
const end = (text: string, finish: TextEnd['finish'] = 'stop'): TextEnd => ({
  type: 'text-end',
  text,
  finish,
  promptTokens: 5,
  completionTokens: 2,
  confidence: 0.9,
});
/** The pipeline passes decisions through unread. */
const decision = { status: 'decided', answer: '2' } as Decision;

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the prompt was not sent');
  return value;
}

/** A question of two members, each prompt and the consensus in the hands of the test. */
function start(voters: readonly Voter[] = [voter('a'), voter('b')], samples = 1) {
  const clock = manualClock();
  const prompts = new Map<string, Subscriber<GenerationEvent>>();
  const cancelled: string[] = [];
  const closed: string[] = [];
  const cast: Ballot[] = [];
  const verdict = deferred<Decision>();
  const plan = planQuestion({
    id: 'q',
    prompting: { messages, seed: 7 },
    voters,
    samples,
    rules,
    earlyDecision: true,
    aggregator: null,
    coordination,
    judgeTemplate: null,
  });
  const sent: string[] = [];
  const dispatch = ({ member, sample }: PlannedPrompt) =>
    new Observable<GenerationEvent>((subscriber) => {
      sent.push(`${member}${sample}`);
      prompts.set(member, subscriber);
      return () => {
        if (subscriber.closed) cancelled.push(member);
      };
    });
  const abort = new AbortController();
  const ports = {
    dispatch,
    consensus: {
      open: () => verdict.promise,
      decideAgain: () => Promise.reject(new Error('nobody combines')),
      cast: (_: string, ballot: Ballot) => void cast.push(ballot),
      isOpen: () => Promise.resolve(true),
      close: (_: string, reason: string) => void closed.push(reason),
    },
  };
  const limits = { deadline: 1000, memberTimeout: 300, clock, signal: abort.signal };
  const events = probe<PipelineEvent | { type: 'error'; error: unknown } | { type: 'complete' }>();
  runQuestion(plan, ports, limits).subscribe({
    next: events.push,
    error: (error: unknown) => events.push({ type: 'error', error }),
    complete: () => events.push({ type: 'complete' }),
  });
  const prompt = (member: string) => found(prompts.get(member));
  return { clock, prompt, sent, cancelled, closed, cast, verdict, abort, events };
}

describe('a question in the pipeline', () => {
  it('asks all at once, hands each ballot over as it comes, and ends with the decision', async () => {
    const { prompt, cast, verdict, events, closed, clock } = start();
    prompt('b').next({ type: 'text-delta', text: 'Answer', completionTokens: 1 });
    clock.advance(40);
    prompt('b').next(end('Answer: 2'));
    prompt('a').next(end('so the answer is 2'));
    expect(cast.map(({ member, answer, latencyMs }) => [member, answer, latencyMs])).toEqual([
      ['b', '2', 40],
      ['a', '2', 40],
    ]);
    verdict.resolve(decision);
    await events.next(({ type }) => type === 'complete');
    expect(events.received.map(({ type }) => type)).toEqual([
      'text-delta',
      'ballot-cast',
      'ballot-cast',
      'decided',
      'complete',
    ]);
    expect(clock.pending).toBe(0);
    expect(closed).toEqual(['cancelled']);
  });

  it('cancels what still runs when the decision is there', async () => {
    const { prompt, verdict, events, cancelled, clock } = start();
    prompt('a').next(end('2'));
    cancelled.length = 0;
    verdict.resolve(decision);
    await events.next(({ type }) => type === 'complete');
    expect(cancelled).toEqual(['b']);
    expect(clock.pending).toBe(0);
  });

  it.each([
    [
      'a failure',
      new PacoreError('PACORE_MEMBER_CRASHED', 'a crashed'),
      { code: 'PACORE_MEMBER_CRASHED', message: 'a crashed' },
    ],
    ['something thrown', new TypeError('odd'), { code: 'PACORE_GENERATION', message: 'odd' }],
  ])('makes a ballot of %s, with what was written until then', (_, error, expected) => {
    const { prompt, cast } = start();
    prompt('a').next({ type: 'text-delta', text: '1+1', completionTokens: 3 });
    prompt('a').error(error);
    expect(cast).toEqual([
      expect.objectContaining({
        member: 'a',
        finish: 'error',
        error: expected,
        text: '1+1',
        completionTokens: 3,
        answer: null,
      }),
    ]);
  });

  it('gives a member up that takes too long, and goes on with the others', () => {
    const { prompt, cast, cancelled, clock } = start();
    clock.advance(299);
    expect(cast).toEqual([]);
    clock.advance(1);
    expect(cast.map(({ member, error }) => [member, error?.code])).toEqual([
      ['a', 'PACORE_MEMBER_TIMEOUT'],
      ['b', 'PACORE_MEMBER_TIMEOUT'],
    ]);
    expect(cancelled).toEqual(['a', 'b']);
    prompt('a').next(end('late'));
    expect(cast).toHaveLength(2);
  });

  it('closes the question at its deadline', () => {
    const { closed, clock } = start();
    clock.advance(999);
    expect(closed).toEqual([]);
    clock.advance(1);
    expect(closed).toEqual(['deadline']);
  });

  it.each([-0.1, 1.1, NaN])('takes a confidence of %d for none', (confidence) => {
    const { prompt, cast } = start();
    prompt('a').next({ ...end('2'), confidence });
    expect(cast).toMatchObject([{ finish: 'stop', answer: '2', confidence: null }]);
  });

  it('casts no answer for a cancelled prompt', () => {
    const { prompt, cast } = start();
    prompt('a').next(end('Answer: 2', 'cancelled'));
    expect(cast).toMatchObject([{ finish: 'cancelled', answer: null, text: 'Answer: 2' }]);
  });

  it.each([
    ['a reason of the caller’s', 'enough', { code: 'PACORE_ABORTED' }],
    ['one of our errors', new PacoreError('PACORE_CLOSED', 'closing'), { code: 'PACORE_CLOSED' }],
  ])('errors when it is aborted with %s, and lets go of everything', async (_, reason, expected) => {
    const { abort, events, cancelled, closed, clock } = start();
    abort.abort(reason);
    expect(await events.next()).toMatchObject({ type: 'error', error: expected });
    expect(cancelled).toEqual(['a', 'b']);
    expect(closed).toEqual(['cancelled']);
    expect(clock.pending).toBe(0);
  });

  it('errors with what the consensus rejects with', async () => {
    const { verdict, events, cancelled } = start();
    verdict.reject(new PacoreError('PACORE_STRATEGY', 'bad strategy'));
    expect(await events.next()).toMatchObject({ type: 'error', error: { code: 'PACORE_STRATEGY' } });
    expect(cancelled).toEqual(['a', 'b']);
  });
});

describe('the plan of a question', () => {
  const voters = [voter('a', { weight: 3 }), voter('b', { missing: 'given up' }), voter('c')];
  const plan = planQuestion({
    id: 'q',
    prompting: { messages, seed: 7 },
    voters,
    samples: 3,
    rules,
    earlyDecision: true,
    aggregator: null,
    coordination,
    judgeTemplate: null,
  });
  const prompts = found(plan.waves[0])([]).map((lane) => lane.prompts);

  it('asks every member that is there, and keeps the missing one in the electorate', () => {
    expect(plan.electorate.map(({ member, samples, missing }) => [member, samples, missing])).toEqual([
      ['a', 3, undefined],
      ['b', 3, 'given up'],
      ['c', 3, undefined],
    ]);
    expect(prompts.map((lane) => lane.map(({ member, sample }) => `${member}${sample}`))).toEqual([
      ['a0', 'a1', 'a2'],
      ['c0', 'c1', 'c2'],
    ]);
    expect(prompts.map((lane) => lane[0]?.weight)).toEqual([1, 1 / 3]);
    expect(plan.waves).toHaveLength(1);
  });

  it('paces the samples where a lead may stop it', () => {
    const { waves, paced } = planQuestion({
      id: 'q',
      prompting: { messages, seed: 7 },
      voters,
      samples: 2,
      rules: { ...rules, stopAt: 0.95 },
      earlyDecision: true,
      aggregator: null,
      coordination,
      judgeTemplate: null,
    });
    const asked = waves.map((wave) =>
      wave([]).flatMap((lane) => lane.prompts.map(({ member, sample }) => `${member}${sample}`)),
    );
    expect(asked).toEqual([['a0', 'a1', 'c0', 'c1']]);
    expect([paced, plan.paced]).toEqual([true, false]);
  });

  it('is greedy in the first sample and draws with a seed of its own in each other', () => {
    for (const lane of prompts) expect(lane.map(({ request }) => request.temperature)).toEqual([0, 0.7, 0.7]);
    expect(new Set(prompts.flat().map(({ request }) => request.seed)).size).toBe(6);
  });

  it('gives a sample the same seed whoever else is asked', () => {
    const alone = planQuestion({
      id: 'other',
      prompting: { messages, seed: 7 },
      voters: [voter('c')],
      samples: 2,
      rules,
      earlyDecision: true,
      aggregator: null,
      coordination,
      judgeTemplate: null,
    });
    expect(found(alone.waves[0])([])[0]?.prompts[1]?.request).toEqual(prompts[1]?.[1]?.request);
  });
});
