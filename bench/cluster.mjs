/**
 * What the way over Redis costs: scripted members that answer at once, as local actors and on 1, 2 and 4 workers, in one
 * run; then the coordinator's share with 10 to 1,000 questions in flight. `node bench/cluster.mjs [seconds]`, after `npm run build`.
 */
import { createPacore, silentLogger } from '../dist/index.js';
import { scriptedModel } from '../dist/testing.js';
import { configOf, startCluster } from '../chaos/cluster-workers.mjs';

const SECONDS = Number(process.argv[2] ?? 5);
const IDS = ['a', 'b', 'c'];
const SCRIPT = { reply: 'Answer: 54', slots: 16 };
const IN_FLIGHT = 32;

const rows = [];
rows.push(await local());
for (const workers of [1, 2, 4]) rows.push(await remote(workers, [IN_FLIGHT]));
const scaling = await remote(2, [10, 100, 1000]);
const [base] = rows;
console.log('who          questions/s  of local  p50 ms  coordinator CPU ms a ballot');
for (const { name, results } of rows) {
  const [{ perSecond, p50, cpu }] = results;
  console.log(line(name, perSecond, perSecond / base.results[0].perSecond, p50, cpu));
}
console.log('\n2 workers, by questions in flight');
for (const { inFlight, perSecond, p50, cpu } of scaling.results)
  console.log(line(`${inFlight}`, perSecond, NaN, p50, cpu));

function line(name, perSecond, ratio, p50, cpu) {
  const cells = [perSecond.toFixed(0), Number.isNaN(ratio) ? '' : ratio.toFixed(2), p50.toFixed(1), cpu.toFixed(2)];
  return [
    name.padEnd(12),
    cells[0].padStart(11),
    cells[1].padStart(9),
    cells[2].padStart(7),
    cells[3].padStart(10),
  ].join(' ');
}

async function local() {
  const members = IDS.map((id) => scriptedModel(id, SCRIPT));
  const pacore = await createPacore({ config: { members }, logger: silentLogger });
  const results = [await measure(pacore, IN_FLIGHT)];
  await pacore.close();
  return { name: 'local', results };
}

async function remote(workers, loads) {
  const cluster = await startCluster({ config: configOf(IDS, SCRIPT), lease: 5000 });
  try {
    for (let index = 0; index < workers; index += 1) await cluster.startWorker();
    let left = IDS.length;
    let ready = () => undefined;
    const isReady = new Promise((resolve) => (ready = resolve));
    const pacore = await createPacore({
      config: { members: [], cluster: { redis: cluster.url, slots: 1000 }, router: { maxQueue: 5000 } },
      logger: silentLogger,
      onEvent: ({ type }) => type === 'model-ready' && (left -= 1) === 0 && ready(),
    });
    await isReady;
    const results = [];
    for (const load of loads) results.push(await measure(pacore, load));
    await pacore.close();
    return { name: `${workers} worker${workers === 1 ? '' : 's'}`, results };
  } finally {
    await cluster.close();
  }
}

async function measure(pacore, inFlight) {
  const latencies = [];
  let ballots = 0;
  const end = Date.now() + SECONDS * 1000;
  const before = process.cpuUsage();
  const lane = async () => {
    while (Date.now() < end) {
      const start = performance.now();
      const record = await pacore.ask('What is 23 + 48 - 17?', { earlyDecision: false });
      if (record.answer !== '54') throw new Error(`a wrong answer: ${JSON.stringify(record.ballots)}`);
      ballots += record.ballots.length;
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const { user, system } = process.cpuUsage(before);
  latencies.sort((one, other) => one - other);
  return {
    inFlight,
    perSecond: latencies.length / SECONDS,
    p50: latencies[Math.floor(latencies.length / 2)],
    cpu: (user + system) / 1000 / ballots,
  };
}
