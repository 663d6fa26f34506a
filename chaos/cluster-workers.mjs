/** Redis and `pacore worker` as processes that can be killed, for the cluster's chaos run and benchmark. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/cli/pacore.cjs', import.meta.url));
const REDIS = process.env.PACORE_REDIS_SERVER ?? '/usr/bin/redis-server';

/** Members of a worker, as its configuration has them. */
export function configOf(ids, script) {
  const members = ids.map((id) => `  - { id: ${id}, backend: scripted, script: ${JSON.stringify(script)} }`);
  return `members:\n${members.join('\n')}\nlog: { level: error }\n`;
}

/** Redis on a free port, and workers that share it. */
export async function startCluster({ config, lease }) {
  const folder = mkdtempSync(join(tmpdir(), 'pacore-cluster-'));
  const file = join(folder, 'pacore.yaml');
  writeFileSync(file, config);
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const workers = new Set();
  let redis;

  const startRedis = async () => {
    const args = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''];
    redis = spawn(REDIS, args.map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
    await said(redis, /Ready to accept connections/);
  };
  const startWorker = async () => {
    const env = { ...process.env, PACORE_CLUSTER_LEASE: `${lease}ms` };
    const worker = spawn(process.execPath, [CLI, 'worker', '--config', file, '--redis', url, '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await said(worker, /"machine"/);
    workers.add(worker);
    return worker;
  };
  const kill = async (child) => {
    workers.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  await startRedis();
  return {
    url,
    workers,
    startWorker,
    kill,
    killRedis: () => kill(redis),
    startRedis,
    async close() {
      for (const worker of [...workers]) await kill(worker);
      await kill(redis);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function said(child, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece) => {
      text += piece;
      if (pattern.test(text)) resolve();
    });
    child.once('exit', () => reject(new Error(`It ended before it was ready: ${text}`)));
  });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
