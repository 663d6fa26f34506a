/** What a thread is told besides the protocol, which each of its members speaks over a port of its own. */
import { MessagePort } from 'node:worker_threads';
import { isLlamaSpec, type LlamaSpec } from '../llama/spec.ts';

/** Serve one more member. */
export interface Attach {
  readonly spec: LlamaSpec;
  readonly port: MessagePort;
}

/** Exit when everything that is attached has stopped; no more will be. The thread itself says it when it crashes. */
export const CLOSE = 'close';

/** Whether `value`, arrived from another thread, is an {@link Attach}. */
export function isAttach(value: unknown): value is Attach {
  if (typeof value !== 'object' || value === null || !('spec' in value) || !('port' in value)) return false;
  return isLlamaSpec(value.spec) && value.port instanceof MessagePort;
}
