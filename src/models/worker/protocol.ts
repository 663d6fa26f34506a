/**
 * What a host and its worker say to each other: two unions in an envelope. The worker answers a `load` with `loaded`
 * or `failed`, a `generate` with any number of `text-delta` and then `text-end` or `failed`. Nothing answers `abort`
 * but the end of what it aborts; the answer to `stop` is that the worker exits.
 */
import type { Failure } from '../../errors.ts';
import type { GenerateRequest, GenerationEvent, ModelInfo } from '../backend.ts';
import type { LogEntry } from '../../logger.ts';

/** A message and the request it belongs to: 1, 2, 3, … counted by the host; 0 where it belongs to none. */
export interface Envelope<Message> {
  readonly id: number;
  readonly message: Message;
}

/** From host to worker. `abort` carries the id of the load or generation that shall end. */
export type HostMessage =
  | { readonly type: 'load' }
  | { readonly type: 'generate'; readonly request: GenerateRequest }
  | { readonly type: 'abort' }
  | { readonly type: 'stop' };

/** From worker to host. `log` and `crashed` belong to no request; after `crashed` the worker winds down and exits. */
export type WorkerMessage =
  | { readonly type: 'loaded'; readonly info: ModelInfo }
  | GenerationEvent
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'log'; readonly entry: LogEntry }
  | { readonly type: 'crashed'; readonly failure: Failure };
