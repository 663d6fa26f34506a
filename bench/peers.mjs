/**
 * A committee behind `pacore serve` against what a user would do instead: the same three models behind three servers of
 * another make, and a vote in the client. The same questions in turns, in one run; medians, and ratios to the other's.
 *
 *     node bench/peers.mjs --llama-server PATH [--questions 60] [--json]      a llama-server that you have, on the embedded models
 *     node bench/peers.mjs --ollama URL --models a,b,c --files a.gguf,b.gguf,c.gguf [--questions 60] [--json]
 *
 * For Ollama `--models` are its names of three models and `--files` the same as GGUF files, for us. Limits: 1.3 of the other's
 * median time, 0.75 of its questions a second, 1.6 of its processor time (known where it was started here, on Linux).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, round } from './bench-model.mjs';

const LIMITS = { time: 1.3, throughput: 0.75, cpu: 1.6 };
const ROUNDS = 4;
const MAX_TOKENS = 128;
const EMBEDDED = ['small-a', 'small-b', 'small-c'];
const root = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { values } = parseArgs({
  options: {
    'llama-server': { type: 'string' },
    ollama: { type: 'string' },
    models: { type: 'string', default: '' },
    files: { type: 'string' },
    questions: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
});
const files = values.files?.split(',') ?? EMBEDDED.map((name) => root(`models/${name}.gguf`));
const questions = Array.from({ length: Number(values.questions) }, (_, index) => {
  const [a, b, c] = [11 + ((index * 7) % 83), 5 + ((index * 13) % 71), 1 + ((index * 3) % 17)];
  return { text: `What is ${a} + ${b} - ${c}?`, gold: String(a + b - c) };
});
if (values['llama-server'] === undefined && values.ollama === undefined) {
  console.error('Name a peer: --llama-server PATH, or --ollama URL --models a,b,c --files a.gguf,b.gguf,c.gguf');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'pacore-peers-'));
const children = [];
try {
  const theirs = values.ollama === undefined ? await startServers(values['llama-server']) : ollama(values.ollama);
  const ours = await startOurs();
  for (const contender of [theirs, ours]) for (const { text } of questions.slice(0, 3)) await contender.ask(text);
  const rows = [];
  for (const atATime of [1, 8]) rows.push(await compare(ours, theirs, atATime));
  report(rows);
} finally {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

async function compare(ours, theirs, atATime) {
  const runs = [ours, theirs].map((contender) => ({ contender, times: [], wall: 0, cpu: 0, right: 0 }));
  for (let turn = 0; turn < ROUNDS; turn++) {
    const mine = questions.filter((_, index) => index % ROUNDS === turn);
    for (const run of runs) {
      const queue = [...mine];
      const [start, cpu] = [performance.now(), cpuOf(run.contender.pids)];
      await Promise.all(Array.from({ length: atATime }, () => answerAll(queue, run)));
      run.wall += performance.now() - start;
      run.cpu += cpuOf(run.contender.pids) - cpu;
    }
  }
  const [we, they] = runs.map(({ times, wall, cpu, right }) => ({
    p50Ms: round(median(times)),
    perSecond: round((1000 * times.length) / wall),
    cpuMs: round(cpu / times.length),
    right: round(right / times.length),
  }));
  const ratios = { time: we.p50Ms / they.p50Ms, throughput: we.perSecond / they.perSecond, cpu: we.cpuMs / they.cpuMs };
  return { atATime, ours: we, theirs: they, ratios: mapped(ratios, round) };
}

async function answerAll(queue, run) {
  for (let question = queue.shift(); question !== undefined; question = queue.shift()) {
    const start = performance.now();
    const answer = await run.contender.ask(question.text);
    run.times.push(performance.now() - start);
    run.right += answer === question.gold;
  }
}

async function startOurs() {
  const port = await freePort();
  const members = files.map((file, index) => {
    const model = values.files === undefined ? `embedded:${EMBEDDED[index]}` : file;
    return `  - { id: m${index}, model: ${JSON.stringify(model)}, threads: 1, slots: 8, maxTokens: ${MAX_TOKENS} }\n`;
  });
  const config = join(folder, 'pacore.yaml');
  const service = `service: { host: 127.0.0.1, port: ${port} }\nstorage: { path: ${join(folder, 'tasks.db')} }\n`;
  writeFileSync(config, `members:\n${members.join('')}${service}log: { level: warn }\n`);
  const child = start(process.execPath, [root('dist/cli/pacore.cjs'), 'serve', '--config', config]);
  await ready(`http://127.0.0.1:${port}/readyz`);
  const ask = async (content) => (await post(port, { model: 'pacore', messages: messagesOf(content) })).pacore.answer;
  return { ask, pids: [child.pid] };
}

async function startServers(binary) {
  const servers = await Promise.all(
    files.map(async (file) => {
      const port = await freePort();
      const size = ['-t', '1', '-tb', '1', '-c', '4096', '-np', '8'];
      const child = start(binary, ['-m', file, '--host', '127.0.0.1', '--port', String(port), ...size]);
      await ready(`http://127.0.0.1:${port}/health`);
      return { port, pid: child.pid };
    }),
  );
  const body = { temperature: 0, max_tokens: MAX_TOKENS, cache_prompt: false };
  const ask = (content) => vote(servers.map(({ port }) => post(port, { ...body, messages: messagesOf(content) })));
  return { ask, pids: servers.map(({ pid }) => pid) };
}

function ollama(url) {
  const body = { temperature: 0, max_tokens: MAX_TOKENS };
  const models = values.models.split(',');
  return {
    ask: (content) => vote(models.map((model) => send(url, { ...body, model, messages: messagesOf(content) }))),
    pids: [],
  };
}

/** What a client does by itself: the last number of each text, and the majority of them. */
async function vote(asked) {
  const texts = (await Promise.all(asked)).map(({ choices }) => choices[0].message.content);
  const votes = texts.map((text) => text.match(/-?\d+(?!.*\d)/s)?.[0] ?? null);
  return votes.find((one) => votes.filter((other) => other === one).length > 1) ?? votes[0];
}

function report(rows) {
  const lost = rows.filter(
    ({ ratios }) => ratios.time > LIMITS.time || ratios.throughput < LIMITS.throughput || ratios.cpu > LIMITS.cpu,
  );
  if (lost.length > 0) process.exitCode = 1;
  if (values.json) return console.log(JSON.stringify({ rows, limits: LIMITS }, null, 2));
  for (const { atATime, ours, theirs, ratios } of rows) {
    console.log(`${atATime} at a time`);
    console.table({ 'pacore serve': ours, 'servers + client vote': theirs, ratio: { ...ratios } });
  }
  console.log(lost.length > 0 ? `over the limits ${JSON.stringify(LIMITS)}` : 'within the limits');
}

function start(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  child.on('error', (error) => {
    console.error(`${command}: ${error.message}`);
    process.exit(2);
  });
  children.push(child);
  return child;
}

async function ready(url) {
  for (let tries = 0; tries < 600; tries++) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await wait(100);
  }
  throw new Error(`${url} does not answer.`);
}

function messagesOf(content) {
  return [{ role: 'user', content }];
}

function post(port, body) {
  return send(`http://127.0.0.1:${port}`, body);
}

async function send(url, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${(await response.text()).slice(0, 200)}`);
  return response.json();
}

/** Milliseconds of processor time of some processes until now, on Linux; NaN elsewhere and where none was started here. */
function cpuOf(pids) {
  if (pids.length === 0 || process.platform !== 'linux') return NaN;
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) * 10;
  }, 0);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function mapped(object, make) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, make(value)]));
}
