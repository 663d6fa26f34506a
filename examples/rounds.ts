/**
 * Thinking again: four trajectories, then one model reads what they came to and has the last word. A last word against a
 * strong vote does not stand (`rounds.guard`), which is as well here: the embedded models have never seen references.
 *
 * Node 22.18 and newer run this file as it is: node examples/rounds.ts
 */
import { createPacore } from 'pacore';

const pacore = await createPacore({ overrides: new Map([['log.level', 'error']]) });
const { answer, status, agreement, ballots, closing } = await pacore.ask('What is 23 + 48 - 17?', {
  rounds: [4, 1],
  seed: 3,
});
console.log(`${answer}, ${status}, agreement ${agreement}: ${ballots.length} ballots in 2 rounds`);
console.log(
  `the last word was ${closing?.member}'s; contradicts the vote: ${closing?.contradicts}; kept: ${closing?.kept}`,
);
await pacore.close();
