/** What a model actor takes and says: one of ours around a Backend, or your own. */
import type { Failure } from '../errors.ts';
import type { GenerateRequest, TextDelta, TextEnd } from '../models/backend.ts';
import type { ActorRef } from './ref.ts';

/** To a model actor. Each `generate` is answered by deltas and then exactly one end or failure. */
export type ModelCommand =
  | {
      readonly type: 'generate';
      readonly requestId: string;
      readonly request: GenerateRequest;
      /** Milliseconds since the epoch: nobody waits for the answer after that. A `cancel` comes then, too. */
      readonly deadline?: number;
      /** The span that it is part of (W3C traceparent). */
      readonly trace?: string;
      readonly replyTo: ActorRef<ModelReply>;
    }
  /** Ends the request early; its `text-end` (finish `cancelled`) or failure is the answer. Unknown ids are ignored. */
  | { readonly type: 'cancel'; readonly requestId: string }
  /** Finish what runs, take nothing new, then reply. */
  | { readonly type: 'drain'; readonly replyTo: ActorRef<ModelDrained> };

/** From a model actor: deltas, then one end or one failure. */
export type ModelReply =
  | (TextDelta & { readonly requestId: string })
  | (TextEnd & { readonly requestId: string })
  | { readonly type: 'generation-failed'; readonly requestId: string; readonly error: Failure };

/** A model actor has nothing left to do. */
export interface ModelDrained {
  readonly type: 'model-drained';
}

/** Whether something is a reply at all: model actors may be anyone's. */
export function isModelReply(value: unknown): value is ModelReply {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  switch (value.type) {
    case 'text-delta':
      return 'text' in value && typeof value.text === 'string' && hasCount(value);
    case 'text-end':
      return 'text' in value && typeof value.text === 'string' && 'finish' in value && FINISHES.has(value.finish);
    case 'generation-failed':
      return 'error' in value && typeof value.error === 'object' && value.error !== null && 'code' in value.error;
    default:
      return false;
  }
}

const FINISHES: ReadonlySet<unknown> = new Set(['stop', 'length', 'cancelled']);

function hasCount(value: object): boolean {
  return 'completionTokens' in value && typeof value.completionTokens === 'number';
}
