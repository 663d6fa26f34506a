/**
 * Recognises what arrives over a port. Both ends are one version of one package, so the outside of a message is
 * checked, not its content: enough to drop a stray message instead of failing somewhere deep.
 */
import type { Envelope, HostMessage, WorkerMessage } from './protocol.ts';

const FROM_HOST: ReadonlySet<string> = new Set<HostMessage['type']>(['load', 'generate', 'abort', 'stop']);
const FROM_WORKER: ReadonlySet<string> = new Set<WorkerMessage['type']>([
  'loaded',
  'text-delta',
  'text-end',
  'failed',
  'log',
  'crashed',
]);

/** Whether a worker may take `value` for a message of its host. */
export function isFromHost(value: unknown): value is Envelope<HostMessage> {
  return isEnvelope(value, FROM_HOST);
}

/** Whether a host may take `value` for a message of its worker. */
export function isFromWorker(value: unknown): value is Envelope<WorkerMessage> {
  return isEnvelope(value, FROM_WORKER);
}

function isEnvelope(value: unknown, types: ReadonlySet<string>): boolean {
  if (!isObject(value) || !('id' in value) || typeof value.id !== 'number' || !('message' in value)) return false;
  const { message } = value;
  return isObject(message) && 'type' in message && typeof message.type === 'string' && types.has(message.type);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
