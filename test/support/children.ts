import { execFileSync } from 'node:child_process';

/** The worker processes that this process has, by their ids; `model` narrows them down to those of a model file. */
export function workerProcesses(model = ''): readonly number[] {
  const listing = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return listing.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    const isOurs = Number(parent) === process.pid && command.includes('process-entry') && command.includes(model);
    return isOurs ? [Number(pid)] : [];
  });
}
