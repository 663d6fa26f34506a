/**
 * Many questions at a time to real models while faults befall them: every question must end, once, and nothing may leak.
 *
 *     npm run chaos -- --questions 1000 --seed 1 --isolation process [--json]
 *
 * The same seed gives the same schedule of faults. Ends with 1 when something was lost, counted twice or leaked.
 */
import { randomInt } from 'node:crypto';
import { clearTimeout, setImmediate, setTimeout } from 'node:timers';
import { parseArgs } from 'node:util';
import { createPacore, query, silentLogger } from 'pacore';
import {
  everyQuestionEndsOnce,
  faultPlan,
  growthOf,
  history,
  noBallotCountedTwice,
  noLeak,
  resourcesNow,
} from 'pacore/testing';
import { configOf, questionOf, rulesOf } from './schedule.mjs';
import { printReport, showProgress } from './report.mjs';

const AT_A_TIME = 8;
/** Looks at memory, handles and threads, evenly over the run. */
const SAMPLES = 80;
/** Questions from which a leak can be told. */
const LEAKS_FROM = 1000;
/** Longer than the deadline: a question that has not ended by then is lost. */
const LOST_AFTER_MS = 30_000;

const options = readOptions();
const { seed, isolation, questions } = options;
const past = history();
const plan = faultPlan({ seed, rules: rulesOf(isolation), growthMiB: 4 });
const outcomes = { decided: 0, low_confidence: 0, no_quorum: 0, rejected: 0, lost: 0 };
const latencies = [];
const samples = [];
let started = 0;
let isOver = false;

const pacore = await createPacore({
  config: configOf(isolation),
  wrapBackend: plan.wrap,
  logger: silentLogger,
  onEvent(event) {
    past.record(event);
    if (event.type === 'member-given-up' && !isOver) setImmediate(() => void bringBack(event.member));
  },
});
const progress = showProgress(options.json ? null : process.stderr, questions);
await Promise.all(Array.from({ length: AT_A_TIME }, work));
isOver = true;
await pacore.close();
progress.end();

// In a short run the growth is that of the start.
const leaks = questions >= LEAKS_FROM ? noLeak(samples) : [];
const violations = [...everyQuestionEndsOnce(past), ...noBallotCountedTwice(past), ...leaks];
const report = reportOf();
printReport(report, { ...options, violations, injected: Object.fromEntries(plan.injected) });
if (report.lost + report.duplicated > 0 || violations.length > 0) process.exitCode = 1;

async function work() {
  while (started < questions) {
    const index = started++;
    if (index % Math.ceil(questions / SAMPLES) === 0) samples.push(resourcesNow());
    const since = performance.now();
    outcomes[await outcomeOf(index)] += 1;
    latencies.push(performance.now() - since);
    progress.show(latencies.length, outcomes);
  }
}

async function outcomeOf(index) {
  let timer;
  const lost = new Promise((resolve) => (timer = setTimeout(() => resolve('lost'), LOST_AFTER_MS)));
  const asked = pacore.ask(questionOf(index, seed), { seed: index }).then(
    ({ status }) => status,
    () => 'rejected',
  );
  return Promise.race([asked, lost]).finally(() => clearTimeout(timer));
}

/** The operator: a member that was given up is started again. */
async function bringBack(id) {
  await query(pacore.actors.supervisor, (replyTo) => ({ type: 'restart-member', id, replyTo }), {
    timeoutMs: 60_000,
  }).catch((error) => {
    if (!isOver) throw error;
  });
}

function reportOf() {
  const sorted = latencies.toSorted((one, other) => one - other);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  const { heapMiB: heap, rssMiB: rss, handles, threads } = growthOf(samples);
  const count = (type) => past.counts.get(type) ?? 0;
  const twice = everyQuestionEndsOnce(past).length + noBallotCountedTwice(past).length;
  return {
    asked: started,
    decided: outcomes.decided,
    lowConfidence: outcomes.low_confidence,
    noQuorum: outcomes.no_quorum,
    rejected: outcomes.rejected,
    lost: outcomes.lost,
    duplicated: twice,
    restarts: count('model-restarting'),
    givenUp: count('member-given-up'),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    growth: { heap: rounded(heap), rss: rounded(rss), handles, threads },
  };
}

function rounded(number) {
  return Math.round(number * 10) / 10;
}

function readOptions() {
  const values = parsed();
  const whole = (name) => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < (name === 'questions' ? 1 : 0))
      fail(`--${name} is ${values[name]}; give a whole number`);
    return value;
  };
  if (!['thread', 'process'].includes(values.isolation))
    fail(`--isolation is ${values.isolation}; give thread or process`);
  return { questions: whole('questions'), seed: whole('seed'), isolation: values.isolation, json: values.json };
}

function parsed() {
  try {
    return parseArgs({
      options: {
        questions: { type: 'string', default: '1000' },
        seed: { type: 'string', default: String(randomInt(2 ** 31)) },
        isolation: { type: 'string', default: 'thread' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(error.message);
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
