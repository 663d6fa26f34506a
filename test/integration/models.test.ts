/** `pacore models` as a process, with a hub on this machine. Needs `npm run build`. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DecisionRecord } from '../../src/decision-record.ts';
import { runCli, startCli } from '../support/cli.ts';
import { startHub, type TestHub } from '../support/hub.ts';

const SMALL = readFileSync('models/small-a.gguf');
const MODEL = 'hf:acme/tiny-GGUF:Q8_0';
const TOKEN = 'hf_do_not_print_this';

let folder = '';
let hub: TestHub;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pacore-models-'));
  hub = await startHub();
  hub.files.set('acme/tiny-GGUF/tiny.Q8_0.gguf', SMALL);
  hub.quants.set('acme/tiny-GGUF:Q8_0', 'tiny.Q8_0.gguf');
});
afterEach(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

const env = () => ({ PACORE_MODELS_FOLDER: join(folder, 'models'), HF_ENDPOINT: hub.address, HF_TOKEN: '' });
const run = (...args: readonly string[]) => runCli(args, { env: env() });

/** Puts a file into the models folder. */
function put(path: string, content: Buffer): void {
  const place = join(folder, 'models', path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, content);
}

describe('pacore models list', () => {
  it('shows embedded and downloaded models', async () => {
    put('acme/tiny-GGUF@Q8_0.gguf', SMALL);
    const { status, stdout, stderr } = await run('models', 'list');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^model +size +parameters +quantisation +context\n/);
    expect(stdout).toMatch(/^embedded:large +17\.3 MiB +21\.7 M +Q5_0 +512$/m);
    expect(stdout).toMatch(/^hf:acme\/tiny-GGUF:Q8_0 +943 KiB +849 K +Q8_0 +512$/m);
    expect(stdout).toContain(join(folder, 'models'));
  });

  it('says which of them are damaged, and shows the others', async () => {
    put('acme/cut/x.gguf', SMALL.subarray(0, 300_000));
    put('acme/none/x.gguf', Buffer.from('nothing'));
    const { status, stdout } = await run('models', 'list', '--json');
    const entries = JSON.parse(stdout) as Record<string, unknown>[];
    expect(status).toBe(0);
    expect(entries.map(({ reference }) => reference)).toEqual([
      ...['large', 'small-a', 'small-b', 'small-c', 'synthesiser'].map((name) => `embedded:${name}`),
      'hf:acme/cut/x.gguf',
      'hf:acme/none/x.gguf',
    ]);
    expect(entries[1]).toMatchObject({ bytes: 965920, parameters: 848928, quantization: 'Q8_0', problem: null });
    expect(entries[5]).toMatchObject({ bytes: 300_000, problem: expect.stringMatching(/cut off/) });
    expect(entries[6]).toMatchObject({ bytes: null, problem: expect.stringMatching(/not a GGUF file/) });
    expect((await run('models', 'list')).stdout).toMatch(/\n\nhf:acme\/cut\/x\.gguf: the file is cut off/);
  });
});

describe('pacore models inspect', () => {
  it('tells what a model is and whether it fits', async () => {
    const { status, stdout } = await run('models', 'inspect', 'embedded:large', '--slots', '8');
    expect(status).toBe(0);
    for (const line of [
      /^architecture +llama$/m,
      /^vocabulary +3072 tokens$/m,
      /^chat template +yes: \{% for message/m,
      /^tensors +complete$/m,
      /^device +(CPU|CUDA|Vulkan|Metal)$/m,
      /^memory +about \d+ MiB for 8 slots of 512 tokens \(weights 18, context \d+, runtime 32\); \d+ MiB available: fits$/m,
    ])
      expect(stdout).toMatch(line);
  });

  it('as JSON too, for any reference, with slots that do not fit', async () => {
    put('acme/tiny-GGUF@Q8_0.gguf', SMALL);
    const args = ['--json', '--slots', '1000000000', '--context-size', '128'];
    const { status, stdout } = await run('models', 'inspect', MODEL, ...args);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      reference: MODEL,
      parameters: 848928,
      vocabulary: 3072,
      contextSize: 512,
      problem: null,
      memory: { slots: 1e9, contextSize: 128, fits: false },
    });
  });

  it('shows nothing of a hostile file that a terminal would obey', async () => {
    const hostile = SMALL.toString('latin1').replaceAll('small-a', '\x1b[2J\x07!!');
    put('acme/bad/x.gguf', Buffer.from(hostile, 'latin1'));
    const { stdout } = await run('models', 'inspect', 'hf:acme/bad/x.gguf');
    expect(stdout).toMatch(/^name +!!$/m);
    expect(stdout).not.toContain('\x1b');
  });

  it('says what is wrong with a file, and exits with 1', async () => {
    put('acme/cut/x.gguf', SMALL.subarray(0, 300_000));
    const { status, stdout } = await run('models', 'inspect', 'hf:acme/cut/x.gguf');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^tensors +the file is cut off: it has 300000 bytes and needs 965920$/m);
  });

  it.each([
    ['a model that is not downloaded', [MODEL], 1, /is not downloaded yet; run: pacore models pull hf:acme/],
    ['a file that is not there', ['./none.gguf'], 1, /there is no such file/],
    ['an embedded model that is not there', ['embedded:x'], 2, /no embedded model 'x'/],
    ['no slots', ['embedded:large', '--slots', '0'], 2, /argument '0' is invalid\. Give a whole number from 1/],
  ])('refuses %s', async (_, args, expected, message) => {
    const { status, stdout, stderr } = await run('models', 'inspect', ...args);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([expected, '']);
  });
});

describe('pacore models pull', () => {
  it('downloads a model; off a terminal it says nothing until it is there', async () => {
    const path = join(folder, 'models', 'acme', 'tiny-GGUF@Q8_0.gguf');
    const first = await run('models', 'pull', MODEL);
    expect(first).toMatchObject({ status: 0, stderr: '', stdout: `${MODEL} (943 KiB) is downloaded: ${path}\n` });
    const second = await run('models', 'pull', MODEL, '--json');
    expect(second).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(second.stdout)).toEqual({ reference: MODEL, path, bytes: SMALL.length, downloaded: false });
  });

  it('downloads what a configuration wants, each model once', async () => {
    const config = join(folder, 'pacore.yaml');
    const members = ['a', 'b'].map((id) => `  - { id: ${id}, model: "${MODEL}" }\n`).join('');
    writeFileSync(config, `members:\n${members}  - { id: c, model: "embedded:small-c" }\n`);
    const { status, stdout } = await run('models', 'pull', '--config', config);
    expect([status, stdout.split('\n').length]).toEqual([0, 2]);
    expect(stdout).toContain('is downloaded');
    expect((await run('models', 'pull')).stderr).toMatch(/names no hf: model; name one, or .*PACORE_USAGE/);
  });

  it('goes on after an interruption where it was', async () => {
    hub.silentAfter = 200_000;
    const pulling = startCli(['models', 'pull', MODEL], { env: env() });
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const [part] = partsOf(folder);
        if (part === undefined || readFileSync(part).length < 200_000) return;
        clearInterval(timer);
        resolve();
      }, 10);
    });
    pulling.child.kill('SIGINT');
    expect(await pulling.ended).toMatchObject({ status: 130, stdout: '', stderr: '' });
    Object.assign(hub, { silentAfter: Infinity, served: 0 });
    expect((await run('models', 'pull', MODEL)).status).toBe(0);
    expect(hub.served).toBe(SMALL.length - 200_000);
    expect(partsOf(folder)).toEqual([]);
  });

  it('says in one line why it cannot, and never the token', async () => {
    hub.status = 401;
    const { status, stdout, stderr } = await run('models', 'pull', MODEL);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^pacore: Cannot download hf:acme.*set HF_TOKEN to an access token.*\(PACORE_DOWNLOAD\)\n$/);
    const args = ['models', 'pull', MODEL, '--log-level', 'debug'];
    const withToken = await runCli(args, { env: { ...env(), HF_TOKEN: TOKEN } });
    expect(withToken.stderr).toMatch(/accept its terms/);
    expect(withToken.stdout + withToken.stderr).not.toContain(TOKEN);
  });

  it('refuses what is no model of a hub', async () => {
    expect(await run('models', 'pull', './x.gguf')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/cannot be downloaded; give hf:/),
    });
  });

  function partsOf(place: string): readonly string[] {
    const files = readdirSync(place, { recursive: true, withFileTypes: true });
    return files.filter(({ name }) => name.endsWith('.part')).map(({ parentPath, name }) => join(parentPath, name));
  }
});

describe('a member with a model of a hub', () => {
  const ask = (config: string, environment: Readonly<Record<string, string>>) =>
    runCli(['ask', '--json', '--config', config, 'What is 23 + 48 - 17?'], { env: environment });

  it('is not downloaded unasked: the error says what to run, and then it works without the hub', async () => {
    const config = join(folder, 'pacore.yaml');
    writeFileSync(config, `members: [{ id: a, model: "${MODEL}" }]`);
    const before = await ask(config, env());
    expect(before).toMatchObject({ status: 1, stdout: '' });
    expect(before.stderr).toContain(`is not downloaded yet; run: pacore models pull ${MODEL}`);
    expect(hub.asked).toEqual([]);
    await run('models', 'pull', MODEL);
    const asked = hub.asked.length;
    const after = await ask(config, { ...env(), HF_ENDPOINT: 'http://127.0.0.1:9' });
    expect(JSON.parse(after.stdout) as DecisionRecord).toMatchObject({ answer: '54', ballots: [{ model: MODEL }] });
    expect(hub.asked.length).toBe(asked);
  });
});
