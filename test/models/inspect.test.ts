/** What a model file says about itself. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultOf, readFacts } from '../../src/models/llama/inspect.ts';
import { locateModel } from '../../src/models/locate.ts';

const { path: intact } = locateModel('embedded:small-a', '.');
let folder = '';
let model = Buffer.alloc(0);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pacore-inspect-'));
  model = await readFile(intact);
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** The model with one text of its header written over by another of the same length. */
function overwritten(text: string, other: string): Buffer {
  return Buffer.from(model.toString('latin1').replaceAll(text, other), 'latin1');
}

describe('readFacts', () => {
  test('reads what an embedded model says', async () => {
    expect(await readFacts(intact, 'embedded:small-a')).toEqual({
      path: intact,
      bytes: 965920,
      name: 'small-a',
      architecture: 'llama',
      parameters: 848928,
      quantization: 'Q8_0',
      vocabulary: 3072,
      contextSize: 512,
      chatTemplate: expect.stringMatching(/^\{% for message in messages %\}/),
      licence: null,
      problem: null,
    });
  });

  test.each([
    ['is cut off', () => model.subarray(0, 300_000), /^the file is cut off: it has 300000 bytes and needs 965920$/],
    ['has no chat template', () => overwritten('tokenizer.chat_template', 'tokenizer.chat_xxxxxxxx'), /^it has no chat templ/],
    ['is of another architecture', () => overwritten('llama', 'lxxxa'), /^llama\.cpp does not know its architecture$/],
  ])('says that a model %s', async (_, content, problem) => {
    const { problem: found } = await readFacts(await file('m.gguf', content()), 'm');
    expect(found).toMatch(problem);
  });

  test('hands over what somebody wrote into it as it is', async () => {
    const path = await file('hostile.gguf', overwritten('small-a', '\x1b[2J\x07!!'));
    expect((await readFacts(path, 'm')).name).toBe('\x1b[2J\x07!!');
  });

  test.each([
    ['is not there', () => join(folder, 'none.gguf'), /there is no such file/],
    ['is none', () => file('none', Buffer.from('<html></html>')), /not a GGUF file/],
    ['has a damaged header', () => file('random', Buffer.concat([model.subarray(0, 8), Buffer.alloc(1000, 0xa5)])), /header is damaged or cut off/],
  ])('refuses a file that %s', async (_, make, message) => {
    await expect(readFacts(await make(), 'm')).rejects.toThrow(
      expect.objectContaining({ code: 'PACORE_MODEL_LOAD', message: expect.stringMatching(message) as unknown }),
    );
  });
});

// The parts are whole models here: enough to see that every one of them is looked at.
describe('a model in several files', () => {
  test('has the size of all of them, and is complete when all are', async () => {
    const path = await file('x-00001-of-00002.gguf', model);
    const second = await file('x-00002-of-00002.gguf', model);
    expect(await readFacts(path, 'x')).toMatchObject({ bytes: 2 * 965920, problem: null });
    await file('x-00002-of-00002.gguf', model.subarray(0, 300_000));
    expect((await readFacts(path, 'x')).problem).toMatch(/^part 2 of 2: the file is cut off/);
    expect([await faultOf(path), await faultOf(second)]).toEqual([null, expect.stringMatching(/cut off/)]);
    await rm(second);
    await expect(readFacts(path, 'x')).rejects.toThrow(/x-00002-of-00002\.gguf: there is no such file/);
  });
});
