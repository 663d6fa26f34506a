/** What runs prompts: one interface, several implementations (llama in a worker, scripted, a remote endpoint). */
import type { PacoreError } from '../errors.ts';
import type { Sampling } from './sampling.ts';

/** One turn of a conversation. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** How a ballot's confidence follows from its token probabilities; see {@link ballotConfidence}. */
export type ConfidenceFrom = 'mean' | 'sequence' | 'lowest';

/** One prompt, complete: the same request on the same model gives the same text (within one batch shape). */
export interface GenerateRequest {
  readonly messages: readonly ChatMessage[];
  /** 0 is greedy; otherwise the softmax temperature, above 0. */
  readonly temperature: number;
  /** An unsigned 32-bit integer. */
  readonly seed: number;
  /** The most tokens to generate, at least 1. */
  readonly maxTokens: number;
  readonly confidenceFrom: ConfidenceFrom;
  /** Left out: none of it, the whole distribution under the temperature. */
  readonly sampling?: Sampling;
  /** The answer ends where one of these would begin; finish `stop`. */
  readonly stop?: readonly string[];
  /** A JSON schema: the answer is a JSON document that keeps to it. */
  readonly schema?: JsonSchema;
}

/** A JSON schema, as data. Which parts of the standard a backend knows is its own; it refuses what it does not. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A piece of the answer, as it is written. */
export interface TextDelta {
  readonly type: 'text-delta';
  readonly text: string;
  /** Tokens generated so far, this piece included. */
  readonly completionTokens: number;
  /** Natural logarithm of the probability of this piece under temperature 1; left out where it is not known yet, or at all. */
  readonly logprob?: number;
}

/** The end of an answer. The deltas before it, joined, are `text`. */
export interface TextEnd {
  readonly type: 'text-end';
  readonly text: string;
  /** `stop`: the model ended it; `length`: `maxTokens` or the context ended it; `cancelled`: the signal did. */
  readonly finish: 'stop' | 'length' | 'cancelled';
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** 0..1, or null where the backend cannot tell. */
  readonly confidence: number | null;
}

/** What a backend says while it generates: any number of deltas, then one end. */
export type GenerationEvent = TextDelta | TextEnd;

/** What is known of a model once it is loaded. */
export interface ModelInfo {
  /** The name shown to people, such as `embedded:small-a`. */
  readonly model: string;
  /** Prompts that run at the same time. */
  readonly slots: number;
  /** Tokens that prompt and answer share; null where unknown. */
  readonly contextSize: number | null;
  /** Number of weights; null where unknown. */
  readonly parameters: number | null;
  /** What computes it: `CPU`, `CUDA`, `Vulkan` or `Metal`; null where nothing is computed, or it is unknown. */
  readonly device: string | null;
}

/**
 * A model that can run prompts. `load` comes first and once; `dispose` comes last, may come at any time, ends what
 * still runs, and is idempotent.
 */
export interface Backend {
  /** @throws PacoreError PACORE_MODEL_LOAD; `retryable` is false when the file itself is at fault. */
  load(signal: AbortSignal): Promise<ModelInfo>;
  /**
   * Runs one prompt. Ends with exactly one `text-end`, also when `signal` aborts (finish `cancelled`), or throws.
   * @throws PacoreError PACORE_PROMPT_TOO_LONG, PACORE_GENERATION, PACORE_MEMBER_CRASHED, PACORE_OVERLOADED,
   *   PACORE_REMOTE, PACORE_MEMBER_TIMEOUT
   */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerationEvent>;
  /** The process that the model has for itself, once it is loading; left out where it has none. */
  readonly pid?: number | undefined;
  /** Resolves when the model could answer a prompt; rejects when it could not. Left out: nobody asks. */
  probe?(signal: AbortSignal): Promise<void>;
  dispose(): Promise<void>;
  /** Resolves when the backend dies without being asked to (its thread crashed); stays pending otherwise. */
  readonly died: Promise<PacoreError>;
}

/** Stands around each backend of a member as it is made; a way in for tests. */
export type WrapBackend = (backend: Backend, member: string) => Backend;
