/**
 * Knowing when to stop: up to eight answers of each of three models are asked for, and no more are begun once the leading
 * answer keeps its lead with 95 per cent.
 *
 * Node 22.18 and newer run this file as it is: node examples/stopping.ts
 */
import assert from 'node:assert/strict';
import { createPacore } from 'pacore';

const pacore = await createPacore({ overrides: new Map([['log.level', 'error']]) });
for (const question of ['What is 23 + 48 - 17?', 'Tom has 12 apples and buys 7 more. He eats 5. How many are left?']) {
  const { answer, electorate, usage, status } = await pacore.ask(question, { samples: 8, stopAt: 0.95, seed: 7 });
  const begun = electorate.reduce((sum, { samples }) => sum + samples, 0);
  console.log(
    `${question} ${answer}, ${status}: of 24 answers ${begun} were begun, ${usage.cancelledBallots} cancelled`,
  );
  assert.ok(begun < 24);
}
await pacore.close();
