/**
 * How fast the consensus engine decides recorded answers, on one core: 12,000 questions of 29 members each, beside a loop
 * that only takes the last number of each text and counts (what people write in an afternoon), and one question with 1,000
 * free texts. Prints JSON; exits 1 where a limit is not kept.
 */
import { performance } from 'node:perf_hooks';
import { ConsensusEngine } from 'pacore';

const QUESTIONS = 12_000;
const MEMBERS = 29;
const FREE_TEXTS = 1000;
const RUNS = 5;
const LIMITS = { questionsMs: 20_000, freeTextMs: 1000 };

const draw = generator(1);
const questions = Array.from({ length: QUESTIONS }, recordedQuestion);
const engine = new ConsensusEngine({ profile: 'number' });

const warmUp = questions.slice(0, 500);
decideAll(warmUp);
countAll(warmUp);

const heapBefore = heapMiB();
const ours = timed(() => decideAll(questions));
const heapAfter = heapMiB();
const naive = timed(() => countAll(questions));
const freeText = median(Array.from({ length: RUNS }, () => timed(decideFreeTexts)));

const result = {
  questions: QUESTIONS,
  members: MEMBERS,
  ms: Math.round(ours),
  limitMs: LIMITS.questionsMs,
  microsecondsPerBallot: round((1000 * ours) / (QUESTIONS * MEMBERS)),
  timesTheLastNumberLoop: round(ours / naive),
  heapGrowthMiB: round(heapAfter - heapBefore),
  freeTexts: FREE_TEXTS,
  freeTextMs: Math.round(freeText),
  freeTextLimitMs: LIMITS.freeTextMs,
};
console.log(JSON.stringify(result, null, 2));
if (ours > LIMITS.questionsMs || freeText > LIMITS.freeTextMs) process.exitCode = 1;

function decideAll(some) {
  for (const responses of some) {
    const election = engine.election(responses);
    engine.decideBallots(election);
    engine.ballotsNeeded(election);
  }
}

function countAll(some) {
  for (const responses of some) {
    const counts = new Map();
    for (const { text } of responses) {
      const last =
        text
          .match(/-?\d[\d,]*(?:\.\d+)?/g)
          ?.at(-1)
          ?.replaceAll(',', '') ?? null;
      counts.set(last, (counts.get(last) ?? 0) + 1);
    }
    [...counts].sort(([, one], [, other]) => other - one);
  }
}

function decideFreeTexts() {
  const responses = Array.from({ length: FREE_TEXTS }, (_, index) => ({ member: `m${index}`, text: sentence(60) }));
  new ConsensusEngine({ strategy: 'ensemble', profile: 'text' }).decide(responses);
}

/** Answers as models write them: steps, then a conclusion in one of several forms; some wrong, some without any. */
function recordedQuestion() {
  const gold = Math.floor(draw() * 5000);
  return Array.from({ length: MEMBERS }, (_, index) => {
    const answer = draw() < 0.7 ? gold : Math.floor(draw() * 5000);
    const forms = [
      `#### ${answer}`,
      `The answer is $${answer}.`,
      `So she has **${answer}** in all.`,
      `A: ${answer}`,
      '',
    ];
    return {
      member: `m${index}`,
      text: `${sentence(40)} ${answer} + 7 = ${answer + 7}. ${forms[index % forms.length]}`,
    };
  });
}

function sentence(words) {
  return `${Array.from({ length: words }, () => `w${Math.floor(draw() * 2000)}`).join(' ')}.`;
}

function timed(job) {
  const start = performance.now();
  job();
  return performance.now() - start;
}

function heapMiB() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

function round(number) {
  return Math.round(number * 100) / 100;
}

/** Mulberry32 (Tommy Ettinger, public domain): the same questions in every run. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
