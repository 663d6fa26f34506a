/**
 * Questions over three workers, which are killed, stopped and started anew all the while, and a Redis that is killed in
 * between: every question must end once, and no ballot count twice.
 *
 *     node chaos/cluster.mjs --questions 500 [--seed 1] [--json]
 *
 * Ends with 1 when something was lost or counted twice.
 */
import { parseArgs } from 'node:util';
import { createPacore, silentLogger } from '../dist/index.js';
import { everyQuestionEndsOnce, history, noBallotCountedTwice } from '../dist/testing.js';
import { configOf, startCluster } from './cluster-workers.mjs';

const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const COUNT = Number(values.questions);
const [LEASE, IN_FLIGHT, BETWEEN_FAULTS] = [1000, 12, 1500];
const IDS = ['a', 'b', 'c'];
const random = generator(Number(values.seed));

const cluster = await startCluster({
  config: configOf(IDS, { reply: 'one two three Answer: 54', tokenDelay: '20ms', slots: 4 }),
  lease: LEASE,
});
const past = history();
const faults = { kill: 0, stop: 0, redis: 0 };
let isOver = false;
try {
  for (let index = 0; index < IDS.length; index += 1) await cluster.startWorker();
  let ready = () => undefined;
  const isReady = new Promise((resolve) => (ready = resolve));
  let membersReady = 0;
  const pacore = await createPacore({
    config: {
      members: [],
      cluster: { redis: cluster.url, lease: LEASE },
      supervision: { intensity: 1000 },
      consensus: { quorum: 2, deadline: '60s', memberTimeout: '60s' },
    },
    logger: silentLogger,
    onEvent(event) {
      past.record(event);
      if (event.type === 'model-ready' && (membersReady += 1) === IDS.length) ready();
    },
  });
  await isReady;
  const start = Date.now();
  const chaos = makeChaos();
  const statuses = await askAll(pacore);
  isOver = true;
  await chaos;
  const seconds = (Date.now() - start) / 1000;
  await pacore.close();
  report(statuses, seconds);
} finally {
  await cluster.close();
}

async function askAll(pacore) {
  const statuses = {};
  let next = 0;
  const lane = async () => {
    while (next < COUNT) {
      next += 1;
      const status = await pacore
        .ask(`Number ${next}?`, { earlyDecision: next % 2 === 0 })
        .then((record) => record.status)
        .catch(({ code }) => code);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return statuses;
}

async function makeChaos() {
  while (!isOver) {
    await pause(BETWEEN_FAULTS);
    const [victim] = [...cluster.workers].sort(() => random() - 0.5);
    const fate = random();
    if (fate < 0.45) {
      faults.kill += 1;
      await cluster.kill(victim);
      await cluster.startWorker();
    } else if (fate < 0.85) {
      faults.stop += 1;
      victim.kill('SIGSTOP');
      await pause(2 * LEASE);
      victim.kill('SIGCONT');
    } else {
      faults.redis += 1;
      await cluster.killRedis();
      await pause(500);
      await cluster.startRedis();
    }
  }
}

function report(statuses, seconds) {
  const violations = [...everyQuestionEndsOnce(past), ...noBallotCountedTwice(past)];
  const ended = Object.values(statuses).reduce((sum, number) => sum + number, 0);
  if (ended !== COUNT) violations.push(`${ended} of ${COUNT} questions ended`);
  const result = { questions: COUNT, statuses, faults, seconds: Number(seconds.toFixed(1)), violations };
  console.log(values.json ? JSON.stringify(result) : result);
  process.exitCode = violations.length > 0 ? 1 : 0;
}

/** Mulberry32: the same seed makes the same schedule. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
