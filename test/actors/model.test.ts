import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ModelCommand, ModelDrained, ModelReply } from '../../src/actors/model-protocol.ts';
import { modelActor } from '../../src/actors/model.ts';
import { tell, type ActorRef } from '../../src/actors/ref.ts';
import { createActorSystem, type ActorSystem } from '../../src/actors/system.ts';
import { PacoreError } from '../../src/errors.ts';
import type { ModelInfo } from '../../src/models/backend.ts';
import { manualClock } from '../../src/manual-clock.ts';
import { deferred } from '../support/deferred.ts';
import { anyRequest, controlledBackend } from '../support/controlled-backend.ts';
import { probe } from '../support/probe.ts';

const vigilance = { silence: 5000, probe: 60_000 };

describe('a model actor', () => {
  let system: ActorSystem;
  beforeEach(() => {
    system = createActorSystem(() => undefined);
  });
  afterEach(() => system.close());

  function start(slots = 2, probing?: (signal: AbortSignal) => Promise<void>) {
    const backend = controlledBackend(slots, probing);
    const clock = manualClock();
    const loaded = probe<ModelInfo>();
    const exits = probe<PacoreError | undefined>();
    const replies = probe<ModelReply>();
    const drained = probe<ModelDrained>();
    const definition = modelActor({ ...vigilance, create: () => backend.backend, onReady: loaded.push, clock });
    const ref: ActorRef<ModelCommand> = system.spawn(definition, { name: 'm', onExit: exits.push });
    const generate = (requestId: string) =>
      tell(ref, { type: 'generate', requestId, request: anyRequest, replyTo: replies.ref });
    const drain = () => tell(ref, { type: 'drain', replyTo: drained.ref });
    return { backend, clock, loaded, exits, replies, drained, ref, generate, drain };
  }

  async function ready(slots = 2, probing?: (signal: AbortSignal) => Promise<void>) {
    const actor = start(slots, probing);
    actor.backend.ready();
    expect(await actor.loaded.next()).toEqual(actor.backend.info);
    return actor;
  }

  it('runs prompts side by side and streams them', async () => {
    const { backend, generate, replies } = await ready();
    generate('1');
    generate('2');
    const [one, two] = [await backend.prompts.next(), await backend.prompts.next()];
    two.finish('second');
    expect(await replies.next()).toMatchObject({ type: 'text-end', requestId: '2', text: 'second' });
    one.say('fir');
    one.finish('first');
    expect(await replies.next()).toMatchObject({ type: 'text-delta', requestId: '1', text: 'fir' });
    expect(await replies.next()).toMatchObject({ type: 'text-end', requestId: '1', text: 'first' });
  });

  it('refuses prompts while it loads, beyond its slots, and under an id that is running', async () => {
    const loading = start();
    loading.generate('1');
    expect(await loading.replies.next()).toMatchObject({ error: { code: 'PACORE_MEMBER_AWAY' } });
    const { generate, replies } = await ready(2);
    generate('1');
    generate('1');
    expect(await replies.next()).toMatchObject({ requestId: '1', error: { code: 'PACORE_USAGE' } });
    generate('2');
    generate('3');
    expect(await replies.next()).toMatchObject({ requestId: '3', error: { code: 'PACORE_OVERLOADED' } });
  });

  it('cancels one prompt and lets the other go on', async () => {
    const { backend, generate, replies, ref } = await ready();
    generate('1');
    generate('2');
    const [, two] = [await backend.prompts.next(), await backend.prompts.next()];
    tell(ref, { type: 'cancel', requestId: '1' });
    expect(await replies.next()).toMatchObject({ requestId: '1', type: 'text-end', finish: 'cancelled' });
    two.finish('done');
    expect(await replies.next()).toMatchObject({ requestId: '2', finish: 'stop' });
  });

  it('drains: refuses the new, finishes the old, then says so', async () => {
    const { backend, generate, replies, drain, drained } = await ready();
    generate('1');
    drain();
    generate('2');
    expect(await replies.next()).toMatchObject({ requestId: '2', error: { code: 'PACORE_MEMBER_AWAY' } });
    expect(drained.received).toEqual([]);
    (await backend.prompts.next()).finish('done');
    expect(await replies.next()).toMatchObject({ requestId: '1', type: 'text-end' });
    expect(await drained.next()).toEqual({ type: 'model-drained' });
  });

  it('is drained at once when nothing runs', async () => {
    const { drain, drained } = await ready();
    drain();
    expect(await drained.next()).toEqual({ type: 'model-drained' });
  });

  it.each([
    [
      'the load fails',
      (backend: Controlled) => backend.failLoad(new PacoreError('PACORE_MODEL_LOAD', 'bad file')),
      'bad file',
    ],
    ['the backend dies', (backend: Controlled) => backend.die('segfault'), 'segfault'],
  ])('crashes when %s, and disposes of the backend', async (_, fault, message) => {
    const { backend, exits } = start();
    fault(backend);
    expect((await exits.next())?.message).toBe(message);
    expect(backend.disposing.received).toHaveLength(1);
  });

  it('crashes when its backend cannot even be made', async () => {
    const exits = probe<PacoreError | undefined>();
    const create = () => {
      throw new PacoreError('PACORE_CONFIG', 'no such thing');
    };
    system.spawn(modelActor({ ...vigilance, create, onReady: () => undefined, clock: manualClock() }), {
      name: 'm',
      onExit: exits.push,
    });
    expect((await exits.next())?.message).toBe('no such thing');
  });

  it('crashes when its backend has a prompt and is silent', async () => {
    const { backend, clock, generate, replies, exits } = await ready();
    generate('1');
    const prompt = await backend.prompts.next();
    clock.advance(4999);
    prompt.say('word');
    expect(await replies.next()).toMatchObject({ type: 'text-delta' });
    clock.advance(4999);
    expect(exits.received).toEqual([]);
    clock.advance(1001);
    expect((await exits.next())?.message).toBe('It had a prompt and said nothing for 5000 ms.');
    expect(prompt.signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('is patient with an idle backend, and with one that has ended its prompt', async () => {
    const { backend, clock, generate, replies, exits } = await ready();
    clock.advance(100_000);
    generate('1');
    (await backend.prompts.next()).finish('done');
    await replies.next();
    clock.advance(100_000);
    expect(exits.received).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  describe('whose backend can be probed', () => {
    const probes = probe<{ readonly signal: AbortSignal; readonly answer: ReturnType<typeof deferred<undefined>> }>();
    const probing = async (signal: AbortSignal) => {
      const answer = deferred<undefined>();
      probes.push({ signal, answer });
      await answer.promise;
    };

    it('probes it again and again while it is idle, and stops with it', async () => {
      const { clock, exits } = await ready(2, probing);
      for (let count = 0; count < 3; count++) {
        clock.advance(vigilance.probe);
        const { answer } = await probes.next();
        answer.resolve(undefined);
        await answer.promise;
        await Promise.resolve();
      }
      expect(exits.received).toEqual([]);
      clock.advance(vigilance.probe);
      const { signal } = await probes.next();
      await system.close();
      expect(signal.aborted).toBe(true);
      expect(clock.pending).toBe(0);
    });

    it('does not probe it while it runs a prompt', async () => {
      const looked = probe<null>();
      const look = async () => {
        looked.push(null);
        await Promise.resolve();
      };
      const { backend, clock, generate, replies, drain, drained } = await ready(2, look);
      generate('1');
      const prompt = await backend.prompts.next();
      for (let waited = 0; waited < vigilance.probe; waited += 4000) {
        prompt.say('word');
        await replies.next();
        clock.advance(4000);
      }
      expect(looked.received).toEqual([]);
      prompt.finish('done');
      drain();
      await drained.next();
      clock.advance(vigilance.probe);
      expect(looked.received).toEqual([null]);
    });

    it.each([
      ['fails', () => Promise.reject(new Error('no such device')), 0, 'It did not answer while idle: no such device.'],
      ['is not answered', () => deferred<undefined>().promise, 6000, /idle: nothing came within 5000 ms\.$/],
    ])('crashes when a probe %s', async (_, broken, wait, message) => {
      const { clock, exits } = await ready(2, broken);
      clock.advance(vigilance.probe);
      clock.advance(wait);
      expect((await exits.next())?.message).toMatch(message);
      expect(clock.pending).toBe(0);
    });
  });

  it('aborts what runs when it stops, and tells nobody afterwards', async () => {
    const { backend, generate, replies } = await ready();
    generate('1');
    const prompt = await backend.prompts.next();
    await system.close();
    expect(prompt.signal.aborted).toBe(true);
    expect(backend.disposing.received).toHaveLength(1);
    await new Promise(setImmediate);
    expect(replies.received).toEqual([]);
  });

  it('answers commands that come after its end', async () => {
    const { generate, replies, drain, drained } = await ready();
    await system.close();
    generate('1');
    drain();
    expect(await replies.next()).toMatchObject({ error: { code: 'PACORE_DEAD_LETTER' } });
    expect(await drained.next()).toEqual({ type: 'model-drained' });
  });
});

type Controlled = ReturnType<typeof controlledBackend>;
