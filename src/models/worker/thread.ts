import { MessageChannel, Worker } from 'node:worker_threads';
import { messageOf } from '../../errors.ts';
import type { LlamaSpec } from '../llama/spec.ts';
import type { OnLog } from '../log.ts';
import { CLOSE, type Attach } from './attach.ts';
import { logOutput } from './output.ts';
import type { HostPort } from './port.ts';

/** The worker's main module. Always the built one, also from src/: Node 20 cannot load TypeScript in a worker. */
const ENTRY = new URL('../../../dist/models/worker/thread-entry.js', import.meta.url);

/**
 * The worker threads of one PaCoRe, one for each model file: members with the same file share a thread and in it the
 * loaded weights; each has a context of its own. A thread that crashes takes all of them with it, and they come back
 * together, in another one.
 */
export class SharedThreads {
  readonly #entry: URL;
  readonly #threads = new Map<string, ModelThread>();

  /** `entry` is another main module, for tests. */
  constructor(entry: URL = ENTRY) {
    this.#entry = entry;
  }

  /** Threads that run now. */
  get size(): number {
    return this.#threads.size;
  }

  /** Joins the thread of the spec's model file, or starts it. The port's exit is that of this member, not the thread's. */
  open(spec: LlamaSpec, onLog: OnLog): HostPort {
    const key = JSON.stringify([spec.path, spec.gpu]);
    let thread = this.#threads.get(key);
    if (thread === undefined) {
      const started = new ModelThread(this.#entry, onLog, () => {
        if (this.#threads.get(key) === started) this.#threads.delete(key);
      });
      this.#threads.set(key, started);
      thread = started;
    }
    return thread.attach(spec);
  }
}

/** One worker thread with everything that is attached to it. */
class ModelThread {
  readonly #worker: Worker;
  readonly #onEnding: () => void;
  /** Why the thread ended, once it has. */
  readonly #ended: Promise<string>;
  #attached = 0;

  /** `onEnding` is called as soon as nothing more can be attached. */
  constructor(entry: URL, onLog: OnLog, onEnding: () => void) {
    this.#onEnding = onEnding;
    this.#worker = new Worker(entry, { execArgv: [], stdout: true, stderr: true });
    logOutput(this.#worker, onLog);
    // Only what the worker could not catch itself arrives here, such as an entry that does not load; 'exit' follows.
    let failure: string | undefined;
    this.#worker.on('error', (error) => {
      failure = messageOf(error);
    });
    this.#worker.on('message', onEnding);
    this.#ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        onEnding();
        resolve(failure ?? `it exited with code ${code}`);
      });
    });
  }

  attach(spec: LlamaSpec): HostPort {
    const { port1: port, port2 } = new MessageChannel();
    const attach: Attach = { spec, port: port2 };
    this.#worker.postMessage(attach, [port2]);
    this.#attached += 1;
    const closed = new Promise<void>((resolve) => port.once('close', resolve)).then(() => this.#detach());
    return {
      post: (envelope) => port.postMessage(envelope),
      listen: (onMessage) => void port.on('message', onMessage),
      onExit: (callback) => void closed.then(callback),
      abandon: () => {
        port.unref();
        this.#worker.unref();
      },
    };
  }

  /** The last one to leave turns out the light, and is gone when the thread is. */
  async #detach(): Promise<string> {
    this.#attached -= 1;
    if (this.#attached > 0) return 'its port closed';
    this.#onEnding();
    this.#worker.postMessage(CLOSE);
    return this.#ended;
  }
}
