/** bench/peers.mjs against a stand-in for llama-server, which is in no package. */
import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from '../support/temporary-folder.ts';

/** Works out what it is asked, as llama-server would be started and asked. */
const STAND_IN = `#!${process.execPath}
const { createServer } = require('node:http');
const port = Number(process.argv[process.argv.indexOf('--port') + 1]);
createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const [a, b, c] = (body.match(/What is (.*?)\\?/)?.[1] ?? '').match(/\\d+/g)?.map(Number) ?? [0, 0, 0];
  const message = { role: 'assistant', content: 'The answer is ' + (a + b - c) + '.' };
  response.end(JSON.stringify(request.url === '/health' ? { status: 'ok' } : { choices: [{ message }] }));
}).listen(port, '127.0.0.1');
`;

const temporaryFolder = temporaryFolders();

it('compares the committee with three servers and a vote in the client', () => {
  const folder = temporaryFolder();
  const server = join(folder, 'llama-server.cjs');
  writeFileSync(server, STAND_IN);
  chmodSync(server, 0o755);
  const args = ['bench/peers.mjs', '--llama-server', server, '--questions', '8', '--json'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  expect(stderr).toBe('');
  const { rows } = JSON.parse(stdout) as {
    rows: { atATime: number; ours: { right: number }; theirs: { right: number } }[];
  };
  expect(rows.map(({ atATime, ours, theirs }) => [atATime, ours.right, theirs.right])).toEqual([
    [1, 1, 1],
    [8, 1, 1],
  ]);
  // A server that only adds is not to be beaten, and the benchmark says so.
  expect(status).toBe(1);
}, 90_000);

it('asks for a peer', () => {
  const { stderr, status } = spawnSync(process.execPath, ['bench/peers.mjs'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, expect.stringContaining('--llama-server')]);
});
