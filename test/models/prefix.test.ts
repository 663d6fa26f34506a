/** How often a prompt is evaluated, on sequences that only keep count. */
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { LogEntry } from '../../src/logger.ts';
import { Prefixes, type Slot } from '../../src/models/llama/prefix.ts';
import { deferred } from '../support/deferred.ts';
import { never } from './prompting.ts';

const BATCH = 4;
const prompt = (text: string): readonly Token[] => Array.from(text, (letter) => letter.charCodeAt(0) as Token);

/** States by file, as llama.cpp would have written them. */
const written = new Map<string, readonly Token[]>();

/** A sequence that remembers its tokens and the pieces in which they came. */
function fakeSlot(
  options: { readonly gate?: Promise<void>; readonly begin?: () => void; readonly save?: () => void; readonly pieces?: string[] } = {},
) {
  let tokens: readonly Token[] = [];
  const pieces = options.pieces ?? [];
  const saved: string[] = [];
  const sequence = {
    get nextTokenIndex() {
      return tokens.length;
    },
    async evaluateWithoutGeneratingNewTokens(batch: readonly Token[]) {
      options.begin?.();
      await options.gate;
      pieces.push(String.fromCharCode(...batch));
      tokens = [...tokens, ...batch];
    },
    eraseContextTokenRanges([{ start }]: readonly [{ start: number }]) {
      tokens = tokens.slice(0, start);
      return Promise.resolve();
    },
    saveStateToFile(path: string) {
      options.save?.();
      written.set(path, tokens);
      saved.push(path);
      return Promise.resolve({ fileSize: 1 });
    },
    loadStateFromFile(path: string) {
      const state = written.get(path);
      if (state === undefined) return Promise.reject(new Error('no such file'));
      tokens = state;
      return Promise.resolve();
    },
  };
  const slot: Slot = { sequence: sequence as unknown as LlamaContextSequence, head: [] };
  return { slot, pieces, saved, text: () => String.fromCharCode(...tokens), generate: (more: string) => (tokens = [...tokens, ...prompt(more)]) };
}

describe('prefixes', () => {
  const logs: LogEntry[] = [];
  const open: Prefixes[] = [];
  const create = () => {
    const prefixes = new Prefixes(BATCH, (work) => work, (entry) => void logs.push(entry));
    open.push(prefixes);
    return prefixes;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((prefixes) => prefixes.close()));
    logs.length = 0;
    written.clear();
  });

  it('evaluates in batches from the start', async () => {
    const { slot, pieces, text } = fakeSlot();
    await create().prepare(slot, prompt('abcdefghij'), never);
    expect(pieces).toEqual(['abcd', 'efgh', 'ij']);
    expect(text()).toBe('abcdefghij');
  });

  it('takes turns between prompts, a piece each', async () => {
    const prefixes = create();
    const pieces: string[] = [];
    const prompts = ['abcdefghij', 'ABCDE', '0123456789'].map(prompt);
    await Promise.all(prompts.map((head) => prefixes.prepare(fakeSlot({ pieces }).slot, head, never)));
    expect(pieces).toEqual(['abcd', 'ABCD', '0123', 'efgh', 'E', '4567', 'ij', '89']);
  });

  it('evaluates no more of a prompt that is aborted while another one has its turn', async () => {
    const prefixes = create();
    const gate = deferred<undefined>();
    const abort = new AbortController();
    const [first, second] = [fakeSlot({ gate: gate.promise }), fakeSlot()];
    const led = prefixes.prepare(first.slot, prompt('abcdefghij'), never);
    const left = prefixes.prepare(second.slot, prompt('ABCDEFGHIJ'), abort.signal);
    abort.abort();
    await left;
    gate.resolve(undefined);
    await led;
    expect([first.pieces.length, second.pieces.length]).toEqual([3, 0]);
  });

  it('evaluates a prompt once for all who ask for it at the same time, and for those who come later', async () => {
    const prefixes = create();
    const gate = deferred<undefined>();
    const [first, second, third, late] = [fakeSlot({ gate: gate.promise }), fakeSlot(), fakeSlot(), fakeSlot()];
    const together = [first, second, third].map(({ slot }) => prefixes.prepare(slot, prompt('abcdefghij'), never));
    gate.resolve(undefined);
    await Promise.all(together);
    await prefixes.prepare(late.slot, prompt('abcdefghij'), never);
    expect([first, second, third, late].map(({ pieces }) => pieces.length)).toEqual([3, 0, 0, 0]);
    expect([second, third, late].map(({ text }) => text())).toEqual(['abcdefghij', 'abcdefghij', 'abcdefghij']);
    expect(first.saved).toHaveLength(1);
  });

  it('writes no state for a prompt that is asked once, nor for one of a batch', async () => {
    const prefixes = create();
    const [alone, one, other] = [fakeSlot(), fakeSlot(), fakeSlot()];
    await prefixes.prepare(alone.slot, prompt('abcdefghij'), never);
    await Promise.all([one, other].map(({ slot }) => prefixes.prepare(slot, prompt('wxyz'), never)));
    expect([alone, one, other].flatMap(({ saved }) => saved)).toEqual([]);
    expect(other.pieces).toEqual(['wxyz']);
  });

  it.each([
    ['the same prompt', 'abcdefghij', [], 'abcdefghij'],
    ['a common beginning, in whole batches', 'abcdefgX', ['efgX'], 'abcdefgX'],
    ['one that goes on', 'abcdefghijkl', ['ijkl'], 'abcdefghijkl'],
    ['one that breaks off', 'abcdefg', ['efg'], 'abcdefg'],
    ['another one', 'Xbcdef', ['Xbcd', 'ef'], 'Xbcdef'],
  ])('keeps, after an answer, what is common with %s', async (_, next, expected, text) => {
    const prefixes = create();
    const fake = fakeSlot();
    await prefixes.prepare(fake.slot, prompt('abcdefghij'), never);
    fake.generate('answer');
    fake.pieces.length = 0;
    await prefixes.prepare(fake.slot, prompt(next), never);
    expect(fake.pieces).toEqual(expected);
    expect(fake.text()).toBe(text);
  });

  it('lets another one go on where the first is aborted', async () => {
    const prefixes = create();
    const gate = deferred<undefined>();
    const abort = new AbortController();
    const begun = deferred<undefined>();
    const begin = () => begun.resolve(undefined);
    const [first, second] = [fakeSlot({ gate: gate.promise, begin }), fakeSlot()];
    const led = prefixes.prepare(first.slot, prompt('abcdefghij'), abort.signal);
    const followed = prefixes.prepare(second.slot, prompt('abcdefghij'), never);
    await begun.promise;
    abort.abort();
    gate.resolve(undefined);
    await Promise.all([led, followed]);
    expect(first.pieces).toEqual(['abcd']);
    expect(first.saved).toEqual([]);
    expect(second.text()).toBe('abcdefghij');
    // What was left half done is not taken for the whole.
    await prefixes.prepare(first.slot, prompt('abcdefghij'), never);
    expect(first.text()).toBe('abcdefghij');
  });

  it('stops waiting for another one when it is aborted itself', async () => {
    const prefixes = create();
    const gate = deferred<undefined>();
    const abort = new AbortController();
    const [first, second] = [fakeSlot({ gate: gate.promise }), fakeSlot()];
    const led = prefixes.prepare(first.slot, prompt('abcdefghij'), never);
    const followed = prefixes.prepare(second.slot, prompt('abcdefghij'), abort.signal);
    abort.abort();
    await followed;
    expect(second.text()).toBe('');
    gate.resolve(undefined);
    await led;
    expect(first.saved).toEqual([]);
  });

  it('touches nothing when it is aborted before it begins', async () => {
    const { slot, pieces, generate, text } = fakeSlot();
    generate('rest');
    await create().prepare(slot, prompt('abc'), AbortSignal.abort());
    expect([pieces, text()]).toEqual([[], 'rest']);
  });

  it('evaluates after all where the state cannot be written, and tries no more', async () => {
    const prefixes = create();
    const full = () => {
      throw new Error('no space left');
    };
    const slots = [1, 2, 3].map(() => fakeSlot({ save: full }));
    for (let round = 0; round < 2; round++)
      await Promise.all(slots.map(({ slot }) => prefixes.prepare(slot, prompt(`${round}bcdefghij`), never)));
    expect(slots.map(({ text }) => text())).toEqual(['1bcdefghij', '1bcdefghij', '1bcdefghij']);
    expect(logs).toEqual([{ level: 'warn', message: 'Samples do not share their prompt any more: no space left' }]);
  });

  it('evaluates after all where the state is gone', async () => {
    const prefixes = create();
    const [first, second, third] = [fakeSlot(), fakeSlot(), fakeSlot()];
    await Promise.all([first, second].map(({ slot }) => prefixes.prepare(slot, prompt('abcdefghij'), never)));
    written.clear();
    await prefixes.prepare(third.slot, prompt('abcdefghij'), never);
    expect(third.text()).toBe('abcdefghij');
  });

  it('keeps the states of the last few prompts, in a folder that goes with it', async () => {
    const prefixes = create();
    const folders = new Set<string>();
    for (const letter of 'ABCDE') {
      const [one, two] = [fakeSlot(), fakeSlot()];
      await Promise.all([one, two].map(({ slot }) => prefixes.prepare(slot, prompt(`${letter}bcdefghij`), never)));
      for (const path of one.saved) folders.add(dirname(path));
    }
    const [recent, old] = [fakeSlot(), fakeSlot()];
    await prefixes.prepare(recent.slot, prompt('Ebcdefghij'), never);
    await prefixes.prepare(old.slot, prompt('Abcdefghij'), never);
    expect([recent.pieces.length, old.pieces.length]).toEqual([0, 3]);
    const [folder = ''] = folders;
    expect(folders.size).toBe(1);
    await access(folder);
    await prefixes.close();
    await expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
