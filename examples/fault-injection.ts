/**
 * A fault-injection test to copy: one of three models dies in mid-answer, another one writes garbage, and the committee
 * answers all the same. The models are real; the faults are scheduled, so every run sees the same ones.
 *
 * Node 22.18 and newer run this file as it is: node examples/fault-injection.ts
 */
import assert from 'node:assert/strict';
import { createPacore } from 'pacore';
import { everyQuestionEndsOnce, faultPlan, history, noBallotCountedTwice } from 'pacore/testing';

const plan = faultPlan({
  rules: [
    { fault: 'exit', member: 'small-a', nth: 1, token: 3 },
    { fault: 'garbage-text', member: 'small-b', nth: 2 },
  ],
});
const past = history();

const pacore = await createPacore({
  wrapBackend: plan.wrap,
  onEvent: past.record,
  overrides: new Map([['log.level', 'error']]),
});
for (const [question, answer] of [
  ['What is 23 + 48 - 17?', '54'],
  ['What is 12 + 30?', '42'],
] as const) {
  const record = await pacore.ask(question, { earlyDecision: false });
  assert.equal(record.answer, answer);
  console.log(`${question} ${record.answer}, agreement ${record.agreement}`);
}
await pacore.close();

assert.deepEqual(everyQuestionEndsOnce(past), []);
assert.deepEqual(noBallotCountedTwice(past), []);
console.log(`faults: ${[...plan.injected.keys()].join(', ')}; restarts: ${past.counts.get('model-restarting') ?? 0}`);
