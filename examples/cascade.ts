/**
 * A cascade: three small models first; where they do not agree well enough, three answers of each; then the larger model.
 *
 * Node 22.18 and newer run this file as it is: node examples/cascade.ts
 */
import { createPacore } from 'pacore';

const small = ['small-a', 'small-b', 'small-c'];
const pacore = await createPacore({
  config: {
    members: [...small, 'large'].map((id) => ({ id, model: `embedded:${id}`, confidenceFrom: 'sequence' })),
    cascade: { agreement: 0.6, steps: [{ samples: 3 }, { members: ['large'] }] },
  },
  overrides: new Map([['log.level', 'error']]),
});
for (const question of ['What is 23 + 48 - 17?', 'Who wrote Faust?']) {
  const { answer, status, cascade } = await pacore.ask(question, { members: small });
  const tokens = cascade?.steps.map(({ usage }) => usage.completionTokens).join(' + ');
  console.log(`${question} ${answer}, ${status}: ${cascade?.steps.length} steps of ${tokens} tokens`);
}
await pacore.close();
