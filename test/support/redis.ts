/** A real Redis, on a free port, that keeps what it holds in a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SERVER = process.env.PACORE_REDIS_SERVER ?? '/usr/bin/redis-server';

/** A server under test. */
export class RedisServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'pacore-redis-'));
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;
  #port = 0;

  constructor(args: readonly string[] = []) {
    if (!existsSync(SERVER))
      throw new Error(`There is no Redis at ${SERVER}: apt-get install redis-server, or set PACORE_REDIS_SERVER.`);
    this.#args = args;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** Starts it; again on the same port, with what it kept. Resolves when it takes connections. */
  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePort();
    const persistence = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
    const child = spawn(
      SERVER,
      ['--port', String(this.#port), '--bind', '127.0.0.1', '--dir', this.#folder, ...persistence, ...this.#args],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('Ready to accept connections')) resolve();
      });
      child.once('exit', () => reject(new Error('Redis did not start.')));
    });
  }

  /** Kills it. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Kills it, and removes what it kept. */
  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
