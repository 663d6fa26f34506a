/**
 * Three members on the cores of this machine: asked together, against the same three asked one after another. The limit of
 * the speed-up is the number of cores, or of members where that is less; memory bandwidth is shared.
 */
import { availableParallelism } from 'node:os';
import { createPacore } from 'pacore';
import { median, round, timed, withModel } from './bench-model.mjs';

const MEMBERS = ['a', 'b', 'c'];
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const TOKENS = 48;

await withModel(async (path) => {
  const common = {
    model: path,
    isolation: 'process',
    slots: 1,
    contextSize: 512,
    threads: 1,
    gpu: false,
    maxTokens: TOKENS,
  };
  const pacore = await createPacore({
    config: {
      members: MEMBERS.map((id) => ({ id, ...common })),
      consensus: { deadline: '5m', memberTimeout: '5m', earlyDecision: false, quorum: 1 },
      log: { level: 'error' },
    },
  });
  const question = (salt) => `${salt} ${'abcdefghij'.repeat(6)}`;
  const times = { together: [], inTurn: [] };
  try {
    await pacore.ask('warm');
    for (let turn = 0; turn < ROUNDS; turn++) {
      times.together.push(await timed(() => pacore.ask(question(`t${turn}`))));
      times.inTurn.push(
        await timed(async () => {
          for (const id of MEMBERS) await pacore.ask(question(`i${turn}`), { members: [id] });
        }),
      );
    }
  } finally {
    await pacore.close();
  }
  const [together, inTurn] = Object.values(times).map(median);
  const limit = Math.min(MEMBERS.length, availableParallelism());
  const speedUp = round(inTurn / together);
  console.log(
    JSON.stringify({ togetherMs: Math.round(together), inTurnMs: Math.round(inTurn), speedUp, limit }, null, 2),
  );
});
