/** The transport under the protocol, as small as both sides allow: a thread or a child process. */
import type { MessagePort } from 'node:worker_threads';
import type { Envelope, HostMessage, WorkerMessage } from './protocol.ts';

/** The worker's end. What arrives is unknown until it has been looked at. */
export interface WorkerPort {
  post(envelope: Envelope<WorkerMessage>): void;
  listen(onMessage: (message: unknown) => void): void;
  close(): void;
}

/** The host's end. */
export interface HostPort {
  /** Of a process; left out where there is none. */
  readonly pid?: number | undefined;
  post(envelope: Envelope<HostMessage>): void;
  listen(onMessage: (message: unknown) => void): void;
  /** Calls back once when the worker is gone, with the reason in words. */
  onExit(callback: (reason: string) => void): void;
  /** Lets go of a worker that does not stop: a process is killed, a thread only no longer keeps this process alive. */
  abandon(): void;
}

/** The worker's end over a MessagePort: `parentPort` of a thread, or one side of a channel in tests. */
export function workerPort(port: MessagePort): WorkerPort {
  return {
    post: (envelope) => port.postMessage(envelope),
    listen: (onMessage) => void port.on('message', onMessage),
    close: () => port.close(),
  };
}

/** The host's end over a MessagePort, whose closing stands for the worker's exit. */
export function hostPort(port: MessagePort): HostPort {
  return {
    post: (envelope) => port.postMessage(envelope),
    listen: (onMessage) => void port.on('message', onMessage),
    onExit: (callback) => void port.once('close', () => callback('its port closed')),
    abandon: () => port.unref(),
  };
}
