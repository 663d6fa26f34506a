/** Faults around a scripted model, one by one; test/integration/containment.test.ts has them around real ones. */
import { describe, expect, it } from '@jest/globals';
import { PacoreError } from '../../src/errors.ts';
import { manualClock } from '../../src/manual-clock.ts';
import type { GenerationEvent } from '../../src/models/backend.ts';
import { ScriptedBackend } from '../../src/models/scripted/backend.ts';
import { faultPlan, FAULTS, type Fault, type FaultRule } from '../../src/testing.ts';
import { ruleFor } from '../../src/testing/fault-rule.ts';
import { anyRequest, controlledBackend } from '../support/controlled-backend.ts';
import fc from '../support/fast-check.ts';
import { probe } from '../support/probe.ts';

const never = new AbortController().signal;

/** A member `m` that says "one two three" and goes wrong as the rules have it. */
async function start(rules: readonly FaultRule[]) {
  const clock = manualClock();
  const plan = faultPlan({ rules, seed: 1, clock, slowMs: 50, growthMiB: 1 });
  const script = { reply: 'one two three' };
  const make = () => plan.wrap(new ScriptedBackend({ backend: 'scripted', model: 'm', script }, clock), 'm');
  const backend = make();
  await backend.load(never);
  const said = async (signal = never): Promise<readonly GenerationEvent[]> => {
    const events: GenerationEvent[] = [];
    for await (const event of backend.generate(anyRequest, signal)) events.push(event);
    return events;
  };
  return { clock, plan, backend, make, said };
}

const texts = (events: readonly GenerationEvent[]) =>
  events.map((event) => (event.type === 'text-end' ? `end: ${event.text}` : event.text));
const SOUND = ['one ', 'two ', 'three', 'end: one two three'];

describe('a fault plan', () => {
  it.each<readonly [Fault, readonly string[]]>([
    ['empty-text', ['end: ']],
    ['duplicate-messages', SOUND.flatMap((text) => [text, text])],
    ['out-of-order', SOUND.toReversed()],
    ['wrong-ids', SOUND],
    ['memory-growth', SOUND],
  ])('%s: the second prompt alone is answered so', async (fault, expected) => {
    const { said, plan } = await start([{ fault, nth: 2 }]);
    expect(texts(await said())).toEqual(SOUND);
    expect(texts(await said())).toEqual(expected);
    expect(texts(await said())).toEqual(SOUND);
    expect(plan.injected).toEqual(new Map([[fault, 1]]));
  });

  it('garbage-text: as many characters as there should be, hardly any of them right; the end says the same', async () => {
    const { said } = await start([{ fault: 'garbage-text' }]);
    const [first, second, third, end] = texts(await said());
    expect(`end: ${first ?? ''}${second ?? ''}${third ?? ''}`).toBe(end);
    expect(end).not.toContain('two');
  });

  it('wrong-ids: under somebody else’s name', async () => {
    const { said } = await start([{ fault: 'wrong-ids' }]);
    expect((await said())[0]).toMatchObject({ requestId: 'nobody', text: 'one ' });
  });

  it('throw: before the piece that was asked for, and the model goes on', async () => {
    const { said, backend } = await start([{ fault: 'throw', nth: 1, token: 3 }]);
    const seen: string[] = [];
    const broken = async () => {
      for await (const event of backend.generate(anyRequest, never))
        seen.push(event.type === 'text-end' ? 'end' : event.text);
    };
    await expect(broken()).rejects.toMatchObject({ code: 'PACORE_GENERATION' });
    expect(seen).toEqual(['one ', 'two ']);
    expect(texts(await said())).toEqual(SOUND);
  });

  it('throw: at the end, where the answer has fewer pieces than asked for', async () => {
    const { said } = await start([{ fault: 'throw', token: 9 }]);
    await expect(said()).rejects.toMatchObject({ code: 'PACORE_GENERATION' });
  });

  it('exit: the model counts as gone', async () => {
    const { said, backend } = await start([{ fault: 'exit' }]);
    await expect(said()).rejects.toMatchObject({ code: 'PACORE_MEMBER_CRASHED' });
    expect(await backend.died).toBeInstanceOf(PacoreError);
  });

  it('slow: each piece comes later', async () => {
    const { clock, backend } = await start([{ fault: 'slow' }]);
    const events = backend.generate(anyRequest, never)[Symbol.asyncIterator]();
    const came = probe<string>();
    const next = () =>
      void events.next().then(({ value }) => came.push((value as GenerationEvent | undefined)?.text ?? 'nothing'));
    next();
    while (clock.pending === 0) await Promise.resolve();
    clock.advance(49);
    expect(came.received).toEqual([]);
    clock.advance(1);
    expect(await came.next()).toBe('one ');
  });

  it('silence: nothing more until it is aborted', async () => {
    const { said } = await start([{ fault: 'silence', token: 2 }]);
    const abort = new AbortController();
    const events = said(abort.signal);
    abort.abort();
    expect((await events).at(-1)).toMatchObject({ type: 'text-end', finish: 'cancelled' });
  });

  it('hang: nothing more, until it is disposed of', async () => {
    const { said, backend } = await start([{ fault: 'hang', token: 2 }]);
    const abort = new AbortController();
    const ended = probe<string>();
    const events = said(abort.signal).finally(() => ended.push('ended'));
    abort.abort();
    await new Promise(setImmediate);
    expect(ended.received).toEqual([]);
    await backend.dispose();
    await events;
  });

  it.each<readonly [Fault, string]>([
    ['throw', 'PACORE_GENERATION'],
    ['exit', 'PACORE_MEMBER_CRASHED'],
  ])('%s on load: the load fails, the next one of that member does not', async (fault, code) => {
    const { make, plan } = await start([{ fault, on: 'load', nth: 2 }]);
    await expect(make().load(never)).rejects.toMatchObject({ code });
    await expect(make().load(never)).resolves.toMatchObject({ model: 'm' });
    expect(plan.injected.get(fault)).toBe(1);
  });

  it.each<Fault>(['sigsegv', 'sigkill'])('%s is refused where the model has no process of its own', async (fault) => {
    await expect(start([{ fault, member: 'm' }])).rejects.toMatchObject({ code: 'PACORE_USAGE', retryable: false });
    await expect(start([{ fault, member: 'other' }])).resolves.toBeDefined();
  });

  it('hands on what a backend can do besides: being probed, dying', async () => {
    const probed = probe<AbortSignal>();
    const controlled = controlledBackend(1, async (signal) => {
      probed.push(signal);
      await Promise.resolve();
    });
    const wrapped = faultPlan({ rules: [] }).wrap(controlled.backend, 'm');
    await wrapped.probe?.(never);
    expect(probed.received).toEqual([never]);
    expect((await start([])).backend.probe === undefined).toBe(true);
    controlled.die('by itself');
    expect((await wrapped.died).message).toBe('by itself');
  });

  it.each<readonly [string, FaultRule, RegExp]>([
    ['an unknown fault', { fault: 'flood' as Fault }, /no fault "flood"; known: throw, exit/],
    ['one that cannot happen on load', { fault: 'slow', on: 'load' }, /slow is nothing that happens on load/],
    ['the prompt before the first', { fault: 'throw', nth: 0 }, /nth is 0/],
    ['half a token', { fault: 'throw', token: 0.5 }, /token is 0.5/],
    ['a probability of no number', { fault: 'throw', probability: Number.NaN }, /probability is NaN/],
  ])('refuses %s', (_, rule, message) => {
    expect(() => faultPlan({ rules: [rule] })).toThrow(message);
  });
});

describe('the schedule of a plan', () => {
  const rules: readonly FaultRule[] = FAULTS.map((fault) => ({ fault, probability: 0.02 }));
  const occasion = fc.record({
    member: fc.constantFrom('a', 'b'),
    on: fc.constant('prompt' as const),
    nth: fc.integer({ min: 1, max: 1000 }),
  });

  it('is the same under the same seed, whatever else happened', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.array(occasion), (seed, occasions) => {
        const schedule = () => occasions.map((one) => ruleFor(rules, seed, one)?.fault);
        expect(schedule()).toEqual(schedule());
        expect(occasions.toReversed().map((one) => ruleFor(rules, seed, one)?.fault)).toEqual(schedule().toReversed());
      }),
    );
  });

  it('is another one under another seed, and has about as many faults as asked for', () => {
    const at = (seed: number) =>
      Array.from({ length: 5000 }, (_, index) =>
        ruleFor([{ fault: 'throw', probability: 0.1 }], seed, { member: 'a', on: 'prompt', nth: index + 1 }),
      );
    const [one, other] = [at(1), at(2)].map((schedule) => schedule.map((rule) => rule !== undefined));
    expect(one).not.toEqual(other);
    expect((one ?? []).filter(Boolean).length / 5000).toBeCloseTo(0.1, 1);
  });
});
