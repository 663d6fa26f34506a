/**
 * Looks for counterexamples: the property tests under a seed of the day's draw, or the one given, and many more runs.
 *
 *     npm run test:properties [-- SEED [RUNS]]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

const [seed = String(randomInt(2 ** 31)), runs = '3000'] = process.argv.slice(2);
const files = execFileSync('git', ['grep', '-l', 'support/fast-check', '--', 'test'], { encoding: 'utf8' });
console.log(`seed ${seed}, ${runs} runs of each property`);
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--testTimeout=600000',
    ...files.trim().split('\n'),
  ],
  { stdio: 'inherit', env: { ...process.env, PROPERTY_SEED: seed, PROPERTY_RUNS: runs } },
);
process.exitCode = status ?? 1;
