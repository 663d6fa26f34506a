import type { Clock } from '../clock.ts';
import type { Backend } from './backend.ts';
import type { LlamaSpec } from './llama/spec.ts';
import type { OnLog } from './log.ts';
import { OpenAiBackend } from './openai/backend.ts';
import type { OpenAiSpec } from './openai/spec.ts';
import { ScriptedBackend } from './scripted/backend.ts';
import type { ScriptedSpec } from './scripted/script.ts';
import { WorkerBackend } from './worker/client.ts';
import { startProcess } from './worker/process.ts';
import type { SharedThreads } from './worker/thread.ts';

/** Every kind of model there is; `backend` tells them apart. */
export type BackendSpec = LlamaSpec | OpenAiSpec | ScriptedSpec;

/** What a backend needs from its surroundings. */
export interface BackendSurroundings {
  readonly threads: SharedThreads;
  readonly clock: Clock;
  readonly onLog: OnLog;
}

/**
 * Makes the backend for a spec: a llama model in the worker thread of its file or in a process of its own, a remote or
 * scripted one in this thread.
 */
export function createBackend(spec: BackendSpec, { clock, onLog, threads }: BackendSurroundings): Backend {
  switch (spec.backend) {
    case 'llama': {
      const open = (output: OnLog) =>
        spec.isolation === 'thread' ? threads.open(spec, output) : startProcess(spec, output, clock);
      return new WorkerBackend(spec.model, open, { clock, onLog });
    }
    case 'openai':
      return new OpenAiBackend(spec, { clock, onLog });
    case 'scripted':
      return new ScriptedBackend(spec, clock);
  }
}
