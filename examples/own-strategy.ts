/**
 * A strategy of your own: the weighted median. Where members estimate a number, the majority of different guesses is
 * nobody; the median is a guess that as many find too high as too low.
 *
 * Node 22.18 and newer run this file as it is: node examples/own-strategy.ts
 */
import { ConsensusEngine, createPacore, type Strategy } from 'pacore';

/** How far from the median, as a part of it, a guess may be and still speak for it. */
const DEFAULT_TOLERANCE = 0.1;

const median: Strategy = (ballots, { tolerance = DEFAULT_TOLERANCE }, { totalWeight }) => {
  const guesses = ballots
    .filter(({ answer }) => answer !== null && Number.isFinite(Number(answer)))
    .map(({ answer, weight }) => ({ answer, value: Number(answer), weight }))
    .sort((one, other) => one.value - other.value);
  const half = guesses.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let below = 0;
  const middle = guesses.find(({ weight }) => (below += weight) >= half);
  if (middle === undefined) return { answer: null, confidence: 0 };
  const room = Math.abs(middle.value) * Number(tolerance);
  const near = guesses.filter(({ value }) => Math.abs(value - middle.value) <= room);
  return { answer: middle.answer, confidence: near.reduce((sum, { weight }) => sum + weight, 0) / totalWeight };
};

// Over answers that are there already:
const engine = new ConsensusEngine({ strategy: 'median', minAgreement: 0 }).register('median', median);
const { answer, confidence } = engine.decide([
  { member: 'a', answer: '95' },
  { member: 'b', answer: '102' },
  { member: 'c', answer: '340' },
]);
console.log(`${answer ?? 'none'}, confidence ${confidence}`);

// In a committee:
await using pacore = await createPacore({ strategies: { median } });
const decision = await pacore.ask('What is 23 + 48 - 17?', { strategy: 'median', options: { tolerance: 0 } });
console.log(decision.answer ?? 'none');
