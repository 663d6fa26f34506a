/** Where evaluated prompts are kept between two samples: files, for that is how llama.cpp hands a state over in public. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'pacore-states-';
/** States kept; a question's samples come together, so the last few prompts are enough. */
const MOST_STATES = 4;

/** A folder of state files of one model, readable by this user only; the least recently used ones are removed. */
export class StateFiles {
  readonly #paths = new Map<string, string>();
  #folder: Promise<string> | undefined;
  #written = 0;

  /** The file of `key`, if it is kept. */
  get(key: string): string | undefined {
    const path = this.#paths.get(key);
    if (path !== undefined) {
      this.#paths.delete(key);
      this.#paths.set(key, path);
    }
    return path;
  }

  /** Keeps what `write` writes to the path that it is given. */
  async put(key: string, write: (path: string) => Promise<unknown>): Promise<void> {
    const folder = await (this.#folder ??= createFolder());
    const path = join(folder, String((this.#written += 1)));
    await write(path);
    this.#paths.set(key, path);
    const [oldest] = this.#paths;
    if (this.#paths.size > MOST_STATES && oldest !== undefined) await this.drop(oldest[0]);
  }

  /** Removes the file of `key`. */
  async drop(key: string): Promise<void> {
    const path = this.#paths.get(key);
    this.#paths.delete(key);
    if (path !== undefined) await rm(path, { force: true });
  }

  /** Removes the folder. */
  async close(): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Made when the first state is kept; folders of processes that were killed go on this occasion. */
async function createFolder(): Promise<string> {
  const names = await readdir(tmpdir());
  const stale = names.filter((name) => name.startsWith(PREFIX) && !isAlive(Number(name.split('-')[2])));
  await Promise.allSettled(stale.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })));
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process: alive, but not ours to ask.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}
