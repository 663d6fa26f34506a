/**
 * How fast the advisor is, on one core: 30 members and 12,000 questions with six options, made up so that members err
 * together on hard questions; every one of the 4,060 committees of three is tried, larger ones by beam search. Also says
 * whether the chosen committees beat their best member on the half that they were not chosen on. Prints JSON; exits 1
 * where the limit is not kept.
 */
import { performance } from 'node:perf_hooks';
import { ConsensusEngine } from 'pacore';
import { advise } from '../dist/consensus/advisor/advise.js';
import { AnswerSheetBuilder } from '../dist/consensus/advisor/answer-sheet.js';

const QUESTIONS = 12_000;
const MEMBERS = 30;
const OPTIONS = ['A', 'B', 'C', 'D', 'E', 'F'];
const LIMIT_MS = 60_000;

const draw = generator(1);
const strengths = Array.from({ length: MEMBERS }, (_, member) => 1.1 - (2.2 * member) / MEMBERS);
const engine = new ConsensusEngine({ profile: 'choice' });
const builder = new AnswerSheetBuilder();
const reading = timed(() => {
  for (let question = 0; question < QUESTIONS; question++) {
    const { responses, gold } = recordedQuestion();
    builder.add(engine.election(responses), gold);
  }
  return builder.build();
});
const triples = timed(() => advice(reading.value, 3));
const all = timed(() => advice(reading.value, 5));

const { members, committees } = all.value;
console.log(
  JSON.stringify(
    {
      questions: QUESTIONS,
      members: MEMBERS,
      readMs: Math.round(reading.ms),
      committeesOfThreeMs: Math.round(triples.ms),
      committeesOfThree: triples.value.committees[0].tried,
      upToFiveMs: Math.round(all.ms),
      limitMs: LIMIT_MS,
      best: members[0].accuracy,
      worst: members.at(-1).accuracy,
      meanPhi: all.value.correlation.mean,
      committees: committees.map(({ members: names, searched, tried, rule, heldOut }) => {
        const { majority, weighted, bestMember, gain, gainInterval } = heldOut;
        return { members: names.join(' '), searched, tried, rule, majority, weighted, bestMember, gain, gainInterval };
      }),
    },
    null,
    2,
  ),
);
if (triples.value.committees[0].searched !== 'all' || triples.ms > LIMIT_MS) process.exitCode = 1;

function advice(sheet, maxSize) {
  const steps = advise(sheet, { maxSize, options: OPTIONS.length });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A member is right where its strength, the ease of the question and its own luck come to more than 0; a wrong one often takes the same lure. */
function recordedQuestion() {
  const order = shuffled(OPTIONS);
  const [gold, lure] = order;
  const ease = 1.2 * normal();
  const responses = strengths.map((strength, member) => {
    const isRight = strength + ease + normal() > 0;
    const wrong = draw() < 0.4 ? lure : order[1 + Math.floor(draw() * (OPTIONS.length - 1))];
    const answer = draw() < 0.02 ? null : isRight ? gold : wrong;
    return { member: `m${member}`, answer, confidence: null };
  });
  return { responses, gold };
}

function shuffled(options) {
  const keys = new Map(options.map((option) => [option, draw()]));
  return options.toSorted((one, other) => keys.get(one) - keys.get(other));
}

/** Box and Muller. */
function normal() {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}

function timed(job) {
  const start = performance.now();
  const value = job();
  return { value, ms: performance.now() - start };
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
