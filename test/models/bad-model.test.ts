/** Model files that are not what they should be. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PacoreError } from '../../src/errors.ts';
import { LlamaBackend } from '../../src/models/llama/backend.ts';
import type { LlamaSpec } from '../../src/models/llama/spec.ts';
import { locateModel } from '../../src/models/locate.ts';
import { never } from './prompting.ts';

const { path: intact } = locateModel('embedded:small-a', '.');
let folder: string;
let model: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pacore-bad-model-'));
  model = await readFile(intact);
  const without = (name: string): Buffer => Buffer.from(model.toString('latin1').replace(name, 'x'.repeat(name.length)), 'latin1');
  await mkdir(join(folder, 'folder'));
  const files: Record<string, Buffer> = {
    empty: Buffer.alloc(0),
    short: Buffer.from('GG'),
    random: randomBytes(100_000),
    'random-after-magic': Buffer.concat([model.subarray(0, 8), randomBytes(100_000)]),
    'cut-header': model.subarray(0, 100),
    'cut-tokenizer': model.subarray(0, 20_000),
    'cut-tensors': model.subarray(0, model.length / 2),
    'cut-a-little': model.subarray(0, model.length - 100),
    // All bits set: NaN, as a half precision scale of a quantized block and as single precision alike.
    'not-a-number': Buffer.concat([model.subarray(0, -2000), Buffer.alloc(2000, 0xff)]),
    'no-template': without('tokenizer.chat_template'),
    'other-architecture': Buffer.from(model.toString('latin1').replaceAll('llama', 'lxxxa'), 'latin1'),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
});

afterAll(() => rm(folder, { recursive: true }));

/** The error of loading a model. */
async function loading(overrides: Partial<LlamaSpec>): Promise<PacoreError> {
  const spec = { backend: 'llama', model: 'm', isolation: 'thread', path: intact, slots: 1, contextSize: 512, threads: 1, gpu: false } as const;
  const backend = new LlamaBackend({ ...spec, ...overrides }, () => undefined);
  try {
    const error: unknown = await backend.load(never).catch((reason: unknown) => reason);
    if (error instanceof PacoreError) return error;
    throw new Error('The model loaded.');
  } finally {
    await backend.dispose();
  }
}

describe('a model file at fault', () => {
  test.each([
    ['missing', /there is no such file/],
    ['empty/nothing', /there is no such file/],
    ['empty', /the file is empty/],
    ['folder', /it is a folder/],
    ['short', /not a GGUF file/],
    ['random', /not a GGUF file/],
    ['random-after-magic', /header is damaged or cut off/],
    ['cut-header', /cut off/],
    ['cut-tokenizer', /cut off/],
    ['cut-tensors', /cut off: it has \d+ bytes and needs \d+/],
    ['cut-a-little', /cut off: it has \d+ bytes and needs \d+/],
    ['not-a-number', /its tensors are damaged/],
    ['no-template', /no chat template/],
    ['other-architecture', /does not know its architecture|header/],
  ])('%s', async (name, reason) => {
    const error = await loading({ path: join(folder, name) });
    expect(error).toMatchObject({ code: 'PACORE_MODEL_LOAD', retryable: false });
    expect(error.message).toMatch(reason);
    expect(error.message).toContain(join(folder, name));
    expect(error.message).not.toContain('\n');
    expect(error.message.length).toBeLessThan(300);
  });
});

test('too little memory may be better later', async () => {
  const error = await loading({ slots: 1_000_000 });
  expect(error).toMatchObject({ code: 'PACORE_MODEL_LOAD', retryable: true });
  expect(error.message).toMatch(/memory/);
});

test('a device that is not there is not', async () => {
  expect(await loading({ gpu: 'metal' })).toMatchObject({ code: 'PACORE_MODEL_LOAD', retryable: false });
});
