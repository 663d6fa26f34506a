/**
 * Tokens per second of a committee of one member, 1, 2, 4 and 8 questions at a time, against node-llama-cpp called
 * directly: the same model, batch size and threads, the same number of sequences, greedy, without confidences. Limit: 0.95.
 */
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { createPacore } from 'pacore';
import { median, round, timed, withModel } from './bench-model.mjs';

const TOKENS = 48;
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const LIMIT = 0.95;
const THREADS = 2;
const BATCH = 64;
const question = (salt) => `${salt} ${'abcdefghij'.repeat(6)}`;

await withModel(async (path) => {
  const rows = [];
  for (const atATime of [1, 2, 4, 8]) {
    const direct = await openDirect(path, atATime);
    const committee = await openCommittee(path, atATime);
    const times = { direct: [], committee: [] };
    await committee.ask('warm');
    await direct.ask('warm');
    for (let turn = 0; turn < ROUNDS; turn++) {
      const questions = Array.from({ length: atATime }, (_, index) => question(`${turn}.${index}`));
      times.direct.push(await timed(() => Promise.all(questions.map(direct.ask))));
      times.committee.push(await timed(() => Promise.all(questions.map(committee.ask))));
    }
    await direct.close();
    await committee.close();
    const perSecond = (ms) => round((1000 * TOKENS * atATime) / median(ms));
    const ratio = round(median(times.direct) / median(times.committee));
    rows.push({ atATime, direct: perSecond(times.direct), committee: perSecond(times.committee), ratio });
  }
  console.log(JSON.stringify({ tokensPerSecond: rows, limit: LIMIT }, null, 2));
  if (rows.some(({ ratio }) => ratio < LIMIT)) process.exitCode = 1;
});

async function openDirect(path, sequences) {
  const logLevel = LlamaLogLevel.disabled;
  const llama = await getLlama({ build: 'never', gpu: false, maxThreads: THREADS, logLevel });
  const model = await llama.loadModel({ modelPath: path });
  const context = await model.createContext({ sequences, contextSize: 512, threads: THREADS, batchSize: BATCH });
  const free = Array.from({ length: sequences }, () => context.getSequence());
  return {
    async ask(text) {
      const sequence = free.pop();
      const tokens = model.tokenize(`<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n`, true);
      let count = 0;
      for await (const token of sequence.evaluate(tokens, { temperature: 0 }))
        if (++count === TOKENS || token === undefined) break;
      await sequence.clearHistory();
      free.push(sequence);
    },
    close: () => llama.dispose(),
  };
}

async function openCommittee(path, slots) {
  const member = {
    id: 'random',
    model: path,
    slots,
    contextSize: 512,
    threads: THREADS,
    gpu: false,
    maxTokens: TOKENS,
  };
  const config = { members: [member], log: { level: 'error' } };
  const pacore = await createPacore({ config: { ...config, consensus: { deadline: '5m', memberTimeout: '5m' } } });
  return {
    async ask(text) {
      const { ballots } = await pacore.ask(text);
      if (ballots[0].completionTokens !== TOKENS) throw new Error(JSON.stringify(ballots));
    },
    close: () => pacore.close(),
  };
}
