/**
 * Tries the package as its users get it: packed, installed into an empty project, asked a question through the command
 * line, the library and the service. Models, configuration, worker entry and native library must all resolve.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const QUESTION = 'What is 23 + 48 - 17?';
const root = fileURLToPath(new URL('..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'pacore-packed-'));

try {
  const [{ filename }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], root),
  );
  run('npm', ['init', '--yes'], project);
  run('npm', ['install', '--no-save', join(project, filename)], project);

  const record = JSON.parse(run('npx', ['pacore', 'ask', '--json', QUESTION], project));
  expectAnswer('command line', record);

  writeFileSync(
    join(project, 'ask.mjs'),
    `import { createPacore } from 'pacore';
     import { buildServer } from 'pacore/service';
     import 'pacore/testing';
     const pacore = await createPacore();
     const server = buildServer(pacore);
     const { statusCode } = await server.inject('/readyz');
     if (statusCode !== 200) throw new Error(\`the service is not ready: \${statusCode}\`);
     await server.close();
     console.log(JSON.stringify(await pacore.ask(${JSON.stringify(QUESTION)})));
     await pacore.close();`,
  );
  expectAnswer('library', JSON.parse(run(process.execPath, ['ask.mjs'], project)));
} finally {
  rmSync(project, { recursive: true, force: true });
}

function run(command, args, cwd) {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function expectAnswer(door, { answer, status, electorate }) {
  console.log(`packed package, ${door}: ${answer}, ${status}, ${electorate.length} members`);
  if (answer !== '54' || status !== 'decided' || electorate.length !== 3)
    throw new Error(`unexpected answer from the ${door}`);
}
