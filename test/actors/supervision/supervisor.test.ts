import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { query } from '../../../src/actors/query.ts';
import { tell } from '../../../src/actors/ref.ts';
import { childSpec, type ChildSpec } from '../../../src/actors/supervision/child-spec.ts';
import type { SupervisorOptions } from '../../../src/actors/supervision/options.ts';
import type { SupervisionReply } from '../../../src/actors/supervision/protocol.ts';
import { supervisor } from '../../../src/actors/supervision/supervisor.ts';
import { createActorSystem, type ActorSystem, type SpawnOptions } from '../../../src/actors/system.ts';
import type { PacoreError } from '../../../src/errors.ts';
import { manualClock } from '../../../src/manual-clock.ts';
import { deferred } from '../../support/deferred.ts';
import { probe } from '../../support/probe.ts';
import { diaryChild, lineOf, type ChildCommand } from '../../support/supervised.ts';

const backoff = { min: 100, max: 400, factor: 2, jitter: 0 };
const which = (child: ChildSpec<ChildCommand>) =>
  query(child.ref, (replyTo) => ({ type: 'which', replyTo }), { timeoutMs: 5000 });

describe('a supervisor of your own', () => {
  let system: ActorSystem | undefined;
  afterEach(() => system?.close());

  /** A system with a clock that stands still, and a diary of all that happens in it. */
  function open() {
    const clock = manualClock();
    const diary = probe<string>();
    const letters: string[] = [];
    const exits = probe<PacoreError | undefined>();
    const opened = createActorSystem((actor) => letters.push(actor), clock);
    system = opened;
    const child = (id: string, quirks: Parameters<typeof diaryChild>[2] = {}) => diaryChild(id, diary.push, quirks);
    const tree = (options: SupervisorOptions) =>
      supervisor({ backoff, onEvent: (event) => diary.push(lineOf(event)), ...options });
    const plant = (options: SupervisorOptions, more: Partial<SpawnOptions> = {}) =>
      opened.spawn(tree(options), { name: 'root', onExit: exits.push, ...more });
    const list = (root: ReturnType<typeof plant>): Promise<SupervisionReply> =>
      query(root, (replyTo) => ({ type: 'list-children', replyTo }), { timeoutMs: 5000 });
    const expectNext = async (...lines: readonly string[]) => {
      for (const line of lines) expect(await diary.next()).toBe(line);
    };
    const plantAndWait = async (options: SupervisorOptions) => {
      const root = plant(options);
      await expectNext(...options.children.flatMap(({ id }) => [`start ${id}`, `up ${id}`]));
      return root;
    };
    return { system: opened, clock, diary, letters, exits, child, tree, plant, plantAndWait, list, expectNext };
  }

  /** A release that ends when the test says so. */
  function heldRelease() {
    const held = deferred<undefined>();
    return { release: () => held.promise, letGo: () => held.resolve(undefined) };
  }

  describe('starts and stops', () => {
    it('in the order of the specs, each child once the one before it is up, also below', async () => {
      const { child, tree, plant, list, diary, system: opened } = open();
      const inner = childSpec({ id: 'in', start: () => tree({ children: [child('b'), child('c')] }) });
      const root = plant({ children: [child('a'), inner, child('d')] });
      // The reply waits for the last child.
      expect(await list(root)).toEqual({
        type: 'children',
        children: ['a', 'in', 'd'].map((id) => ({ id, name: `${id}#1`, status: 'running' })),
      });
      await opened.close();
      const started = ['start a', 'up a', 'start b', 'up b', 'start c', 'up c', 'up in', 'start d', 'up d'];
      expect(diary.received).toEqual([...started, 'stop d', 'stop c', 'stop b', 'stop a']);
    });

    it('in reverse, also after a restart out of order', async () => {
      const { child, plantAndWait, clock, diary, expectNext, system: opened } = open();
      const a = child('a');
      await plantAndWait({ children: [a, child('b')] });
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a in 100');
      clock.advance(100);
      await expectNext('start a', 'up a');
      await opened.close();
      expect(diary.received.slice(-2)).toEqual(['stop b', 'stop a']);
    });

    it('nothing, if there are no children, and is up at once', async () => {
      const { plant, tree, list } = open();
      const inner = childSpec({ id: 'in', start: () => tree({ children: [] }) });
      const reply = await list(plant({ children: [inner] }));
      expect(reply).toEqual({ type: 'children', children: [{ id: 'in', name: 'in#1', status: 'running' }] });
    });

    it('not at all, if a child cannot start the first time', async () => {
      const { child, plant, list, exits, diary } = open();
      const root = plant({ children: [child('a'), child('b'), child('c', { fails: () => true }), child('d')] });
      const error = { code: 'PACORE_GAVE_UP', message: 'root gave up: c could not start: c cannot.' };
      expect(await list(root)).toMatchObject({ type: 'command-failed', error });
      expect(await exits.next()).toMatchObject({ ...error, cause: { message: 'c cannot' } });
      const stopped = ['fail c', 'gone c', 'root gave up', 'stop b', 'stop a'];
      expect(diary.received).toEqual(['start a', 'up a', 'start b', 'up b', ...stopped]);
    });

    it('not at all either, if a child cannot be made', async () => {
      const { plant, list } = open();
      const bad = childSpec<never, null>({
        id: 'bad',
        start() {
          throw new Error('no definition');
        },
      });
      expect(await list(plant({ children: [bad] }))).toMatchObject({
        error: { message: /bad could not start: no def/ },
      });
    });

    it('leaving behind a child that takes longer than its shutdown', async () => {
      const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
      const { child, plantAndWait, clock, expectNext } = open();
      const a = child('a');
      const { release, letGo } = heldRelease();
      await plantAndWait({ strategy: 'one_for_all', children: [a, child('b', { release, shutdown: 30 })] });
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a b in 100', 'stop b');
      clock.advance(29);
      expect(emitWarning).not.toHaveBeenCalled();
      clock.advance(1);
      await expectNext('left b', 'gone b');
      expect(emitWarning.mock.calls[0]?.[0]).toBe('b#1 did not stop within 30 ms and is left behind.');
      clock.advance(100);
      await expectNext('start a', 'up a', 'start b', 'up b');
      letGo();
      emitWarning.mockRestore();
    });
  });

  describe('restarts', () => {
    it('children of one_for_one side by side, each after its own backoff', async () => {
      const { child, plantAndWait, clock, expectNext, list } = open();
      const [a, b] = [child('a'), child('b')];
      const root = await plantAndWait({ children: [a, b] });
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a in 100');
      clock.advance(50);
      tell(b.ref, { type: 'crash' });
      await expectNext('stop b', 'gone b', 'restart b in 200');
      expect(await list(root)).toMatchObject({ children: [{ status: 'restarting' }, { status: 'restarting' }] });
      clock.advance(50);
      await expectNext('start a', 'up a');
      clock.advance(150);
      await expectNext('start b', 'up b');
    });

    it('a group once, when an earlier child crashes during the backoff of a later one', async () => {
      const { child, plantAndWait, clock, expectNext } = open();
      const [a, b] = [child('a'), child('b')];
      await plantAndWait({ strategy: 'rest_for_one', children: [a, b, child('c')] });
      tell(b.ref, { type: 'crash' });
      await expectNext('stop b', 'gone b', 'restart b c in 100', 'stop c', 'gone c');
      clock.advance(99);
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a b c in 200');
      expect(clock.pending).toBe(1);
      clock.advance(200);
      await expectNext('start a', 'up a', 'start b', 'up b', 'start c', 'up c');
    });

    it('no child twice that crashes before it could be stopped', async () => {
      const { child, plantAndWait, clock, list, expectNext } = open();
      const { release, letGo } = heldRelease();
      const [a, b, c] = [child('a'), child('b'), child('c', { release })];
      const root = await plantAndWait({ strategy: 'rest_for_one', intensity: 1, children: [a, b, c] });
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a b c in 100', 'stop c');
      const statuses = [{ status: 'restarting' }, { status: 'running' }, { status: 'stopping' }];
      expect(await list(root)).toMatchObject({ children: statuses });
      tell(b.ref, { type: 'crash' });
      await expectNext('stop b', 'gone b');
      expect(clock.now()).toBe(0);
      letGo();
      await expectNext('gone c');
      clock.advance(100);
      await expectNext('start a', 'up a', 'start b', 'up b', 'start c', 'up c');
    });

    it('a longer rest, when an earlier child crashes while the shorter one stops', async () => {
      const { child, plantAndWait, clock, expectNext } = open();
      const { release, letGo } = heldRelease();
      const [a, b] = [child('a'), child('b')];
      await plantAndWait({ strategy: 'rest_for_one', children: [a, b, child('c', { release })] });
      tell(b.ref, { type: 'crash' });
      await expectNext('stop b', 'gone b', 'restart b c in 100', 'stop c');
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a b c in 200');
      letGo();
      await expectNext('gone c');
      clock.advance(200);
      await expectNext('start a', 'up a', 'start b', 'up b', 'start c', 'up c');
    });

    it('nothing too early, when the backoff ends while an earlier child is found gone', async () => {
      const { child, plant, list, clock, diary, expectNext } = open();
      const [a, b] = [child('a'), child('b')];
      const onEvent: SupervisorOptions['onEvent'] = (event) => {
        diary.push(lineOf(event));
        if (lineOf(event) === 'gone a') clock.advance(100);
      };
      const root = plant({ strategy: 'rest_for_one', children: [a, b], onEvent });
      await expectNext('start a', 'up a', 'start b', 'up b');
      tell(b.ref, { type: 'crash' });
      await expectNext('stop b', 'gone b', 'restart b in 100');
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a b in 200');
      expect(clock.now()).toBe(100);
      await list(root); // By now the supervisor has heard of the old backoff.
      clock.advance(200);
      await expectNext('start a', 'up a', 'start b', 'up b');
    });

    it('a child that says it is up when it has been asked to stop', async () => {
      const { child, plant, clock, diary, expectNext } = open();
      const a = child('a');
      const { release, letGo } = heldRelease();
      const started: (() => void)[] = [];
      const hesitant = childSpec<never, null>({
        id: 'b',
        start: () => ({
          start: () => null,
          whenStarted(_, say) {
            started.push(say);
            diary.push('start b');
          },
          receive: () => null,
          stop() {
            diary.push('stop b');
            started[0]?.();
            return release();
          },
        }),
      });
      plant({ strategy: 'one_for_all', children: [a, hesitant] });
      await expectNext('start a', 'up a', 'start b');
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a b in 100', 'stop b');
      letGo();
      await expectNext('gone b');
      clock.advance(100);
      await expectNext('start a', 'up a', 'start b');
      started[1]?.();
      await expectNext('up b');
    });

    it('nothing that left in good order before it was up, and goes on to the next child', async () => {
      const { child, plant, list } = open();
      const shy = childSpec<never, null>({
        id: 'shy',
        restart: 'transient',
        start: () => ({
          start({ exit }) {
            exit();
            return null;
          },
          whenStarted: () => undefined,
          receive: () => null,
        }),
      });
      expect(await list(plant({ children: [shy, child('b')] }))).toMatchObject({
        children: [{ status: 'stopped' }, { status: 'running' }],
      });
    });

    it('nothing, once it is stopped during the backoff', async () => {
      const { child, plantAndWait, clock, diary, expectNext, system: opened } = open();
      const a = child('a');
      await plantAndWait({ children: [a] });
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a in 100');
      await opened.close();
      expect(clock.pending).toBe(0);
      clock.advance(1000);
      expect(diary.received.at(-1)).toBe('restart a in 100');
    });
  });

  describe('gives up', () => {
    it('beyond its intensity: stops the rest in reverse, then crashes', async () => {
      const { child, plantAndWait, clock, exits, expectNext } = open();
      const [a, b] = [child('a'), child('b')];
      const { release, letGo } = heldRelease();
      await plantAndWait({ intensity: 1, period: 1000, children: [a, b, child('c', { release })] });
      tell(b.ref, { type: 'crash' });
      await expectNext('stop b', 'gone b', 'restart b in 100');
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'root gave up', 'stop c');
      expect(clock.pending).toBe(1); // How long c may take; nothing is to be restarted.
      letGo();
      expect(await exits.next()).toMatchObject({
        code: 'PACORE_GAVE_UP',
        message: 'root gave up: more than 1 restarts within 1000 ms; last a: a broke.',
      });
      expect(clock.pending).toBe(0);
    });

    it('also where whoever spawned it lets messages fail alone', async () => {
      const { child, plant, exits, expectNext } = open();
      const a = child('a');
      plant({ intensity: 0, children: [a] }, { onFault: () => undefined });
      await expectNext('start a', 'up a');
      tell(a.ref, { type: 'crash' });
      expect(await exits.next()).toMatchObject({ code: 'PACORE_GAVE_UP' });
    });

    it('to the supervisor above, which restarts it with all it holds, and gives up in its turn', async () => {
      const { child, tree, plant, clock, exits, expectNext } = open();
      const [a, b] = [child('a'), child('b')];
      const inner = childSpec({ id: 'in', start: () => tree({ intensity: 0, children: [a, b] }) });
      plant({ intensity: 1, children: [inner] });
      await expectNext('start a', 'up a', 'start b', 'up b', 'up in');
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'in#1 gave up', 'stop b', 'gone in', 'restart in in 100');
      clock.advance(100);
      await expectNext('start a', 'up a', 'start b', 'up b', 'up in');
      expect(await which(b)).toBe('b#1');
      tell(b.ref, { type: 'crash' });
      await expectNext('stop b', 'gone b', 'in#2 gave up', 'stop a', 'gone in', 'root gave up');
      expect(await exits.next()).toMatchObject({ cause: { code: 'PACORE_GAVE_UP', cause: { message: 'b broke' } } });
    });
  });

  describe('gives each child a reference', () => {
    it('that leads to whichever incarnation runs, and to a dead letter while none does', async () => {
      const { child, plantAndWait, clock, letters, expectNext } = open();
      const a = child('a');
      await plantAndWait({ children: [a] });
      expect(await which(a)).toBe('a#1');
      tell(a.ref, { type: 'crash' });
      await expectNext('stop a', 'gone a', 'restart a in 100');
      await expect(which(a)).rejects.toMatchObject({ code: 'PACORE_DEAD_LETTER' });
      expect(letters).toEqual(['a#1']);
      clock.advance(100);
      await expectNext('start a', 'up a');
      expect(await which(a)).toBe('a#2');
    });

    it('that warns of what comes before the first start', async () => {
      const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
      const { child } = open();
      await expect(which(child('a'))).rejects.toMatchObject({ code: 'PACORE_DEAD_LETTER' });
      expect(emitWarning.mock.calls[0]?.[0]).toBe('a has not been started yet; it takes no messages.');
      emitWarning.mockRestore();
    });
  });

  it('answers list-children also when it stops before its children are up, or has stopped', async () => {
    const { child, plant, list, diary, expectNext, system: opened } = open();
    const hesitant = childSpec<never, null>({
      id: 'hesitant',
      start: () => ({ start: () => null, whenStarted: () => diary.push('start'), receive: () => null }),
    });
    const root = plant({ children: [child('a'), hesitant], onEvent: () => undefined });
    const early = list(root);
    await expectNext('start a', 'start');
    await opened.close();
    expect(await early).toMatchObject({ type: 'command-failed', error: { code: 'PACORE_CLOSED' } });
    expect(await list(root)).toMatchObject({ type: 'command-failed', error: { code: 'PACORE_DEAD_LETTER' } });
  });

  it('does not suffer from an onEvent that throws', async () => {
    const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const { child, plant, list } = open();
    const onEvent = () => {
      throw new Error('deaf');
    };
    expect(await list(plant({ children: [child('a')], onEvent }))).toMatchObject({ type: 'children' });
    expect(emitWarning.mock.calls[0]?.[0]).toBe('The callback of onEvent threw: deaf');
    emitWarning.mockRestore();
  });

  it.each<[Partial<SupervisorOptions>, string]>([
    [{ intensity: -1 }, 'intensity is -1; give a whole number from 0.'],
    [{ intensity: 1.5 }, 'intensity is 1.5; give a whole number from 0.'],
    [{ period: 0 }, 'period is 0; give milliseconds, 0 to 1073741824, above 0.'],
    [{ backoff: { min: -1 } }, 'backoff.min is -1; give milliseconds, 0 to 1073741824.'],
    [{ backoff: { max: Infinity } }, 'backoff.max is Infinity; give milliseconds, 0 to 1073741824.'],
    [{ backoff: { factor: 0.5 } }, 'backoff.factor is 0.5; give a number from 1.'],
    [{ backoff: { jitter: 2 } }, 'backoff.jitter is 2; give a number from 0 to 1.'],
  ])('refuses %j', (options, message) => {
    expect(() => supervisor({ children: [], ...options })).toThrow(message);
  });

  it('refuses specs that cannot be right', () => {
    const { child } = open();
    expect(() => supervisor({ children: [child('a'), child('a')] })).toThrow('There are two children "a"');
    expect(() => child('')).toThrow('id that is not empty');
    expect(() => child('a', { shutdown: NaN })).toThrow('a: shutdown is NaN; give milliseconds, 0 to 1073741824.');
  });
});
