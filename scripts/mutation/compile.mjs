/**
 * Strips the types off src/consensus, test/consensus and what they import, in Stryker's sandbox: each `x.ts` becomes an
 * `x.mjs` beside it, which mocha can load. `@jest/globals` becomes jest-globals.mjs, and no time is measured.
 */
import { transformSync } from '@swc/core';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const RUNS_OF_LONG_PROPERTIES = 60;

const sources = ['src/consensus', 'test/consensus'].flatMap((folder) =>
  readdirSync(folder, { recursive: true }).map((name) => join(folder, name)),
);
for (const file of [...sources, 'src/errors.ts', 'src/seeded-random.ts', 'test/support/fast-check.ts']) {
  if (!file.endsWith('.ts')) continue;
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'es6' },
  });
  const compiled = code
    .replace(/(from ['"]\.[^'"]*)\.ts(['"])/g, '$1.mjs$2')
    .replace(/(from ['"])@jest\/globals(['"])/g, `$1${relative(dirname(file), 'jest-globals.mjs')}$2`)
    .replace(/numRuns: \d+/g, `numRuns: ${RUNS_OF_LONG_PROPERTIES}`);
  writeFileSync(file.replace(/\.ts$/, '.mjs'), compiled);
}
// Instrumented code is slow, so its time tells nothing.
writeFileSync('test/consensus/cpu-time.mjs', 'export function cpuTime(work) {\n  work();\n  return 0;\n}\n');
