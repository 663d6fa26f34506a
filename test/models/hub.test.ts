/** Downloading models, from a hub on this machine. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/clock.ts';
import { PacoreError } from '../../src/errors.ts';
import { manualClock } from '../../src/manual-clock.ts';
import { hubFromEnvironment } from '../../src/models/hub/environment.ts';
import { downloadedModels } from '../../src/models/hub/folder.ts';
import { pullModel, type PullOptions, type PullProgress } from '../../src/models/hub/pull.ts';
import { parseHubReference } from '../../src/models/hub/reference.ts';
import { faultOf } from '../../src/models/llama/inspect.ts';
import { locateModel } from '../../src/models/locate.ts';
import { startHub, type TestHub } from '../support/hub.ts';
import { never } from './prompting.ts';

const SMALL = readFileSync(locateModel('embedded:small-a', '.').path);
const OTHER = readFileSync(locateModel('embedded:small-b', '.').path);
const TOKEN = 'hf_do_not_print_this';
const MODEL = 'hf:acme/tiny-GGUF:Q8_0';

/** Waits before another try are over at once, the one for a silent hub never is. */
const hurried: Clock = {
  now: () => 0,
  monotonic: () => 0,
  schedule(ms, callback) {
    if (ms >= 30_000) return () => undefined;
    const timer = setImmediate(callback);
    return () => clearImmediate(timer);
  },
};

let hub: TestHub;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pacore-hub-'));
  hub = await startHub();
  hub.files.set('acme/tiny-GGUF/tiny.Q8_0.gguf', SMALL);
  hub.quants.set('acme/tiny-GGUF:Q8_0', 'tiny.Q8_0.gguf');
});
afterEach(async () => {
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

interface Overrides extends Partial<PullOptions> {
  readonly clock?: Clock;
  readonly token?: string | undefined;
}

function pull(reference = MODEL, { clock = hurried, token, ...overrides }: Overrides = {}) {
  const endpoint = new URL(hub.address);
  const options = { folder, signal: never, onProgress: () => undefined, faultOf, ...overrides };
  return pullModel(parseHubReference(reference), { hub: { endpoint, token, clock }, ...options });
}

async function failing(work: Promise<unknown>): Promise<PacoreError> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (error instanceof PacoreError) return error;
  throw new Error('It did not fail.', { cause: error });
}

function filesThere(): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

const isPart = /^tiny-GGUF@Q8_0\.gguf\.[0-9a-f]{16}\.part$/;

describe('pullModel', () => {
  test('brings a quantisation whole, tells how far it is, and asks as llama.cpp does', async () => {
    const seen: PullProgress[] = [];
    const pulled = await pull(MODEL, { onProgress: (progress) => seen.push(progress) });
    const path = join(folder, 'acme', 'tiny-GGUF@Q8_0.gguf');
    expect(pulled).toEqual({ reference: MODEL, path, bytes: SMALL.length, downloaded: true });
    expect(readFileSync(path).equals(SMALL)).toBe(true);
    expect(filesThere()).toEqual(['tiny-GGUF@Q8_0.gguf']);
    expect(seen.at(-1)).toEqual({ bytes: SMALL.length, totalBytes: SMALL.length });
    expect(hub.asked[0]).toMatchObject({ path: '/v2/acme/tiny-GGUF/manifests/Q8_0', userAgent: 'llama-cpp' });
  });

  test('brings a file by its path, below folders too', async () => {
    hub.files.set('acme/tiny-GGUF/more/x+y.gguf', OTHER);
    const { path } = await pull('hf:acme/tiny-GGUF/more/x+y.gguf');
    expect(path).toBe(join(folder, 'acme', 'tiny-GGUF', 'more', 'x+y.gguf'));
    expect(readFileSync(path).equals(OTHER)).toBe(true);
  });

  test('leaves what is there as it is, without asking the hub', async () => {
    await pull();
    const before = hub.asked.length;
    expect(await pull()).toMatchObject({ downloaded: false, bytes: SMALL.length });
    expect(hub.asked.length).toBe(before);
  });

  test('downloads a damaged file again', async () => {
    const { path } = await pull();
    writeFileSync(path, SMALL.subarray(0, 300_000));
    expect(await pull()).toMatchObject({ downloaded: true });
    expect(readFileSync(path).equals(SMALL)).toBe(true);
  });

  test('brings all parts of a model in several files', async () => {
    hub.files.set('acme/big/q/b-00001-of-00002.gguf', SMALL);
    hub.files.set('acme/big/q/b-00002-of-00002.gguf', OTHER);
    hub.quants.set('acme/big:Q4_0', 'q/b-00001-of-00002.gguf');
    const pulled = await pull('hf:acme/big:Q4_0');
    expect(pulled.path).toBe(join(folder, 'acme', 'big@Q4_0-00001-of-00002.gguf'));
    expect(pulled.bytes).toBe(SMALL.length + OTHER.length);
    expect(readFileSync(join(folder, 'acme', 'big@Q4_0-00002-of-00002.gguf')).equals(OTHER)).toBe(true);
    expect(await pull('hf:acme/big:Q4_0')).toMatchObject({ downloaded: false, path: pulled.path });
    expect(downloadedModels(folder)).toEqual([{ reference: 'hf:acme/big:Q4_0', path: pulled.path }]);
  });
});

describe('an interrupted download', () => {
  test('goes on where it was, in another run', async () => {
    hub.cutAfter = 300_000;
    hub.ranges = false; // Each try of this run begins anew, so that all of them fail.
    const error = await failing(pull());
    expect(error).toMatchObject({ code: 'PACORE_DOWNLOAD', retryable: true });
    expect(filesThere()).toEqual([expect.stringMatching(isPart)]);
    const there = statSync(join(folder, 'acme', filesThere()[0] ?? '')).size;
    expect(there).toBeGreaterThan(0);
    Object.assign(hub, { cutAfter: Infinity, ranges: true, served: 0 });
    await pull();
    expect(hub.served).toBe(SMALL.length - there);
    expect(filesThere()).toEqual(['tiny-GGUF@Q8_0.gguf']);
  });

  test('goes on by itself when the connection comes back', async () => {
    hub.cutAfter = 300_000;
    const received: number[] = [];
    const { path } = await pull(MODEL, { onProgress: ({ bytes }) => received.push(bytes) });
    // A connection that is lost may take with it what had been sent and not yet been read: where it goes on is what came.
    const starts = hub.asked.flatMap(({ range }) => (range === undefined ? [] : [Number.parseInt(range.slice(6))]));
    expect(starts.length).toBeGreaterThanOrEqual(3);
    for (const start of starts) expect(received).toContain(start);
    expect(received).toEqual(received.toSorted((a, b) => a - b));
    expect(readFileSync(path).equals(SMALL)).toBe(true);
  });

  test('begins anew with a hub that cannot begin in the middle', async () => {
    hub.cutAfter = 300_000;
    const working = pull(MODEL, { onProgress: () => Object.assign(hub, { cutAfter: Infinity, ranges: false }) });
    expect(readFileSync((await working).path).equals(SMALL)).toBe(true);
  });

  test('never joins pieces of two versions', async () => {
    hub.cutAfter = 300_000;
    hub.ranges = false;
    await failing(pull());
    hub.files.set('acme/tiny-GGUF/tiny.Q8_0.gguf', OTHER);
    Object.assign(hub, { cutAfter: Infinity, ranges: true, served: 0 });
    expect(readFileSync((await pull()).path).equals(OTHER)).toBe(true);
    expect(hub.served).toBe(OTHER.length);
    expect(filesThere()).toEqual(['tiny-GGUF@Q8_0.gguf']);
  });

  test('begins anew where the hub does not say what version it has', async () => {
    hub.etags = false;
    hub.cutAfter = 300_000;
    hub.ranges = false;
    await failing(pull());
    Object.assign(hub, { cutAfter: Infinity, ranges: true, served: 0 });
    await pull();
    expect(hub.served).toBe(SMALL.length);
  });

  test('by the signal leaves what has come, and no file under the final name', async () => {
    hub.silentAfter = 200_000;
    const stop = new AbortController();
    const work = pull(MODEL, { signal: stop.signal, onProgress: ({ bytes }) => bytes >= 200_000 && stop.abort() });
    expect(await failing(work)).toMatchObject({ code: 'PACORE_ABORTED' });
    expect(filesThere()).toEqual([expect.stringMatching(isPart)]);
    Object.assign(hub, { silentAfter: Infinity, served: 0 });
    await pull();
    expect(hub.served).toBe(SMALL.length - 200_000);
  });

  test('by a hub that falls silent is noticed', async () => {
    hub.silentAfter = 0;
    const clock = manualClock();
    const tick = setInterval(() => clock.advance(1000), 1);
    const error = await failing(pull(MODEL, { clock })).finally(() => clearInterval(tick));
    expect(error).toMatchObject({ code: 'PACORE_DOWNLOAD', retryable: true });
    expect(error.message).toMatch(/127\.0\.0\.1:\d+ has been silent for 30 s/);
    expect(clock.pending).toBe(0);
  });

  test('before it began is one too', async () => {
    expect(await failing(pull(MODEL, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'PACORE_ABORTED' });
  });
});

describe('what is refused', () => {
  test.each([
    ['a repository that is not there', 404, undefined, /has no such model, quantisation or file \(HTTP 404\)/, false],
    ['a gated one without a token', 401, undefined, /does not let you read it.*; set HF_TOKEN to an access token/, false],
    ['a gated one with a token', 403, TOKEN, /accept its terms there, with the account of the token in HF_TOKEN/, false],
    ['a hub that is too busy', 429, undefined, /asks to wait/, true],
    ['a hub that is broken', 503, undefined, /answered HTTP 503/, true],
  ] as const)('%s', async (_, status, token, message, retryable) => {
    hub.status = status;
    for (const reference of [MODEL, 'hf:acme/tiny-GGUF/tiny.Q8_0.gguf']) {
      const error = await failing(pull(reference, { token }));
      expect(error).toMatchObject({ code: 'PACORE_DOWNLOAD', retryable });
      expect(error.message).toMatch(message);
      expect(error.message).not.toContain('\n');
      expect(JSON.stringify([error.message, error.stack])).not.toContain(TOKEN);
      expect(filesThere()).toEqual([]);
    }
  });

  test('a quantisation that is not there', async () => {
    expect((await failing(pull('hf:acme/tiny-GGUF:Q2_K'))).message).toMatch(/no such model, quantisation or file/);
  });

  test('a hub that is not there', async () => {
    const { address } = hub;
    await hub.close();
    const error = await failing(pull());
    hub = await startHub();
    expect(error).toMatchObject({ code: 'PACORE_DOWNLOAD', retryable: true });
    expect(error.message).toContain(`the connection to ${new URL(address).host} failed (ECONNREFUSED)`);
  });

  test.each([
    ['less than it announced', SMALL.subarray(0, 200_000), SMALL.length, /sent nothing more|the connection to .* failed/],
    ['more than it announced', SMALL, 1000, /cut off/],
  ])('%s', async (_, content, announces, message) => {
    hub.etags = false;
    hub.files.set('acme/tiny-GGUF/tiny.Q8_0.gguf', content);
    hub.announces = announces;
    const error = await failing(pull());
    expect(error.code).toBe('PACORE_DOWNLOAD');
    expect(error.message).toMatch(message);
    expect(filesThere()).not.toContain('tiny-GGUF@Q8_0.gguf');
  });

  test.each([
    ['cut off', SMALL.subarray(0, 300_000), /no usable model: the file is cut off: it has 300000 bytes and needs 965920/],
    ['no GGUF file', Buffer.from('<html>'), /not a GGUF file/],
    ['a header alone that says nothing', Buffer.concat([SMALL.subarray(0, 24), Buffer.alloc(100, 255)]), /header/],
    ['empty', Buffer.alloc(0), /empty/],
  ])('a file that is %s at its source', async (_, content, message) => {
    hub.files.set('acme/tiny-GGUF/tiny.Q8_0.gguf', content);
    const error = await failing(pull());
    expect(error).toMatchObject({ code: 'PACORE_DOWNLOAD', retryable: false });
    expect(error.message).toMatch(message);
    expect(filesThere()).toEqual([]);
  });

  test('content that is not what was announced', async () => {
    const changed = Buffer.from(SMALL);
    changed.writeUInt8(changed.readUInt8(400_000) ^ 1, 400_000);
    const storage = await startHub();
    try {
      storage.files.set('acme/tiny-GGUF/tiny.Q8_0.gguf', changed);
      hub.storage = storage.address;
      const error = await failing(pull());
      expect(error.message).toMatch(/not what 127\.0\.0\.1:\d+ had announced \(SHA-256\); it was deleted/);
      expect(filesThere()).toEqual([]);
    } finally {
      await storage.close();
    }
  });

  test.each([
    ['a path that leads out', '../../etc/x.gguf'],
    ['no GGUF file', 'model.safetensors'],
    ['nothing', {}],
    ['no text', { ggufFile: { rfilename: 7 } }],
  ])('a manifest that names %s', async (_, answer) => {
    hub.quants.set('acme/tiny-GGUF:Q8_0', answer);
    expect((await failing(pull())).message).toMatch(/does not say which of its files is Q8_0/);
  });

  test('a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    const error = await failing(pull(MODEL, { folder: join(folder, 'file') }));
    expect(error).toMatchObject({ code: 'PACORE_DOWNLOAD', retryable: false });
    expect(error.message).toMatch(/cannot be written: part of the path is a file.*PACORE_MODELS_FOLDER names another/);
  });

  test('a file that cannot be written', async () => {
    hub.cutAfter = 300_000;
    hub.ranges = false;
    await failing(pull());
    const [part = ''] = filesThere();
    await rm(join(folder, 'acme', part));
    mkdirSync(join(folder, 'acme', part));
    expect((await failing(pull())).message).toMatch(/cannot be written/);
  });

  test('more than the disk holds', async () => {
    hub.announces = 2 ** 49;
    const error = await failing(pull());
    expect(error.message).toMatch(/536870912 MiB are needed and \d+ MiB are free in .*acme/);
    expect(filesThere()).toEqual([]);
  });
});

describe('the token', () => {
  test('is sent to the hub, and to no other host that the hub leads to', async () => {
    const storage = await startHub();
    try {
      storage.files.set('acme/tiny-GGUF/tiny.Q8_0.gguf', SMALL);
      hub.storage = storage.address;
      const { path } = await pull(MODEL, { token: TOKEN });
      expect(readFileSync(path).equals(SMALL)).toBe(true);
      expect(new Set(hub.asked.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${TOKEN}`]));
      expect(storage.asked.map(({ method, authorization }) => [method, authorization])).toEqual([['GET', undefined]]);
    } finally {
      await storage.close();
    }
  });

  test('and the address come from the environment', () => {
    expect(hubFromEnvironment({})).toMatchObject({ endpoint: new URL('https://huggingface.co'), token: undefined });
    const hub = hubFromEnvironment({ HF_ENDPOINT: 'http://mirror:1/hf/', HF_TOKEN: ' x\n' });
    expect(hub).toMatchObject({ endpoint: new URL('http://mirror:1/hf/'), token: 'x' });
    for (const HF_ENDPOINT of ['nowhere', 'file:///etc', `https://user:${TOKEN}@host`]) {
      expect(() => hubFromEnvironment({ HF_ENDPOINT })).toThrow(/^HF_ENDPOINT is no address of a hub; /);
    }
    expect(() => hubFromEnvironment({ HF_TOKEN: `${TOKEN}\n2` })).toThrow(/^HF_TOKEN holds characters that no token has/);
  });
});

test('two downloads of the same at the same time do not disturb each other', async () => {
  const [one, other] = await Promise.all([pull(), pull()]);
  expect(one.path).toBe(other.path);
  expect(readFileSync(one.path).equals(SMALL)).toBe(true);
  expect(filesThere()).toEqual(['tiny-GGUF@Q8_0.gguf']);
});
