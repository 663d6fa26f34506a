import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

it('pacore serve loses no task to kill -9, keeps what it acknowledged on a full disk, and refuses a damaged file', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['chaos/tasks.mjs', '--tasks', '60', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    killed: { tasks: 60, succeeded: 60 },
    full: { refusedWith: 'PACORE_STORAGE' },
    damaged: { refusedWith: 'PACORE_STORAGE' },
    violations: 0,
  });
});
