/**
 * What a token costs beyond computing it: our backend against node-llama-cpp's own `evaluate` under the same options, at the
 * vocabularies of today's models (32,000: Mistral; 128,000: Llama 3; 256,000: Gemma), one and eight sequences at a time, in
 * one thread. The models have next to no layers, so that choosing the token is nearly all there is; ours tells the
 * confidence as well and puts the text together. Medians of rounds in turn. Limit: 1.3.
 *
 *     node bench/tokens.mjs [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getLlama, LlamaGrammarEvaluationState, LlamaLogLevel } from 'node-llama-cpp';
import { LlamaBackend } from '../dist/models/llama/backend.js';
import { endOf, median, requestOf, round, specOf, timed } from './bench-model.mjs';
import { SMALL, writeRandomModel } from './random-model.mjs';

const VOCABULARIES = [32_000, 128_000, 256_000];
const TOKENS = 40;
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const LIMIT = 1.3;
const never = new globalThis.AbortController().signal;
const PLAIN = { topK: 0, topP: 1, minP: 0, repeatPenalty: 1 };
/** An array of numbers goes on for ever, whatever the weights are. */
const SCHEMA = { type: 'array', items: { type: 'integer' }, minItems: 1000 };

/** By name: what ours is asked for. The library is asked for the same. */
const CASES = {
  greedy: { temperature: 0 },
  sampled: { temperature: 0.7 },
  'top-k 40': { temperature: 0.7, sampling: { ...PLAIN, topK: 40 } },
  'top-k 40, top-p 0.95': { temperature: 0.7, sampling: { ...PLAIN, topK: 40, topP: 0.95 } },
  'top-k 40, min-p 0.05': { temperature: 0.7, sampling: { ...PLAIN, topK: 40, minP: 0.05 } },
  'top-k 40, penalty 1.1': { temperature: 0.7, sampling: { ...PLAIN, topK: 40, repeatPenalty: 1.1 } },
  'greedy, stop strings': { temperature: 0, stop: ['never written', 'nor this'] },
  'greedy, schema': { temperature: 0, schema: SCHEMA },
};

const folder = mkdtempSync(join(tmpdir(), 'pacore-tokens-'));
const rows = [];
try {
  for (const vocabulary of VOCABULARIES) await measure(vocabulary);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (process.argv.includes('--json')) console.log(JSON.stringify({ rows, limit: LIMIT }, null, 2));
if (rows.some(({ ratio }) => ratio > LIMIT)) process.exitCode = 1;

async function measure(vocabulary) {
  const path = join(folder, `${vocabulary}.gguf`);
  writeRandomModel(path, { ...SMALL, vocabulary });
  for (const atATime of [1, 8]) {
    const ours = new LlamaBackend(specOf(path, { slots: atATime, threads: 1 }), () => undefined);
    await ours.load(never);
    const library = await openLibrary(path, atATime);
    for (const [name, options] of Object.entries(CASES)) {
      const numbers = Array.from({ length: atATime }, (_, index) => index);
      const times = { ours: [], library: [] };
      for (let turn = 0; turn <= ROUNDS; turn++) {
        const request = (seed) => ({ ...requestOf({ tokens: 40, seed, maxTokens: TOKENS }), ...options });
        const one = await timed(() => Promise.all(numbers.map((seed) => endOf(ours, request(seed)))));
        const other = await timed(() => Promise.all(numbers.map((seed) => library.write(seed, options))));
        // The first round warms both up.
        if (turn > 0) times.ours.push(one);
        if (turn > 0) times.library.push(other);
      }
      report({ vocabulary, atATime, name, ...perToken(times, atATime) });
    }
    await library.close();
    await ours.dispose();
  }
}

function perToken({ ours, library }, atATime) {
  const tokens = TOKENS * atATime;
  const ratio = round(median(ours.map((ms, turn) => ms / library[turn])));
  return { oursMs: round(median(ours) / tokens), libraryMs: round(median(library) / tokens), ratio };
}

function report(row) {
  rows.push(row);
  if (process.argv.includes('--json')) return;
  if (rows.length === 1) console.log('vocabulary  at a time  options                  ours ms  library ms  ratio');
  const cells = [
    String(row.vocabulary).padStart(10),
    String(row.atATime).padStart(9),
    row.name.padEnd(23),
    row.oursMs.toFixed(3).padStart(7),
    row.libraryMs.toFixed(3).padStart(10),
    row.ratio.toFixed(2).padStart(5),
  ];
  console.log(`${cells.join('  ')}${row.ratio > LIMIT ? '  over the limit' : ''}`);
}

async function openLibrary(path, sequences) {
  const logLevel = LlamaLogLevel.disabled;
  const llama = await getLlama({ build: 'never', gpu: false, maxThreads: 2, logLevel, progressLogs: false });
  const model = await llama.loadModel({ modelPath: path });
  const context = await model.createContext({ sequences, contextSize: 1200, threads: 1, batchSize: 64 + sequences });
  const free = Array.from({ length: sequences }, () => context.getSequence());
  const grammar = await llama.createGrammarForJsonSchema(SCHEMA);
  const prompt = model.tokenize('abcdefghij'.repeat(6));
  return {
    async write(index, { temperature, sampling = PLAIN, schema }) {
      const sequence = free[index];
      await sequence.clearHistory();
      const { topK, topP, minP, repeatPenalty: penalty } = sampling;
      const recent = [];
      const options = {
        ...{ temperature, seed: index, topK, topP, minP, yieldEogToken: true },
        ...(penalty !== 1 && { repeatPenalty: { punishTokens: () => recent.slice(-64), penalty } }),
        ...(schema && { grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar }) }),
      };
      for await (const token of sequence.evaluate(prompt, options)) {
        recent.push(token);
        if (recent.length === TOKENS) break;
      }
    },
    async close() {
      await context.dispose();
      await llama.dispose();
    },
  };
}
