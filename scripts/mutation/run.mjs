/**
 * Mutation testing of src/consensus: changes its code in thousands of ways, one at a time, and counts how many of the
 * changes fail a test. Takes an hour or more, with `--static` longer. CONTRIBUTING.md tells what survives.
 *
 *     npm run mutation
 *     npm run mutation -- --static                              also what runs as a module loads, such as patterns
 *     npm run mutation -- src/consensus/answer/number.ts        one file; any number of files or glob patterns
 *     npm run mutation -- --json report.json                    keeps Stryker's own report too
 *
 * Stryker's runner for jest starts jest anew for each mutant, and takes hours; the one for mocha repeats the tests
 * inside a process. So the tests run in mocha here, in a temporary folder, with the types stripped off beforehand
 * (compile.mjs) and a stand-in for `@jest/globals` (jest-globals.mjs). Tests that measure time are left out. What all
 * this needs is installed in that folder and is no dependency of the package.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printReport } from './report.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const DEPENDENCIES = {
  '@stryker-mutator/core': '9.6.1',
  '@stryker-mutator/mocha-runner': '9.6.1',
  '@swc/core': devDependencies['@swc/core'],
  expect: devDependencies['@jest/globals'],
  'fast-check': devDependencies['fast-check'],
  'fraction.js': dependencies['fraction.js'],
  'jest-each': devDependencies['@jest/globals'],
  mocha: '11.8.0',
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { static: { type: 'boolean', default: false }, json: { type: 'string' } },
});

const folder = mkdtempSync(join(tmpdir(), 'pacore-mutation-'));
try {
  for (const part of ['src', 'test/consensus', 'test/support/fast-check.ts', 'docs'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  for (const script of ['compile.mjs', 'jest-globals.mjs']) {
    copyFileSync(fileURLToPath(new URL(script, import.meta.url)), join(folder, script));
  }
  write('package.json', { type: 'module', private: true, dependencies: DEPENDENCIES });
  write('stryker.config.json', {
    testRunner: 'mocha',
    plugins: ['@stryker-mutator/mocha-runner'],
    buildCommand: 'node compile.mjs',
    mochaOptions: {
      spec: ['test/consensus/**/*.test.mjs'],
      ignore: ['**/hostile.test.mjs'],
    },
    mutate: positionals.length > 0 ? positionals : ['src/consensus/**/*.ts'],
    coverageAnalysis: 'perTest',
    ignoreStatic: !values.static,
    timeoutMS: 4000,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: 'mutation.json' },
  });
  run('npm', ['install', '--ignore-scripts', '--no-package-lock']);
  run('npx', ['stryker', 'run']);
  if (values.json !== undefined) copyFileSync(join(folder, 'mutation.json'), values.json);
  printReport(JSON.parse(readFileSync(join(folder, 'mutation.json'), 'utf8')));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function write(name, content) {
  writeFileSync(join(folder, name), JSON.stringify(content));
}

function run(command, args) {
  // Few runs of a property, for each is repeated for hundreds of mutants.
  execFileSync(command, args, { cwd: folder, stdio: 'inherit', env: { ...process.env, PROPERTY_RUNS: '25' } });
}
