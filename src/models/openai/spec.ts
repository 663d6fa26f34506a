import type { BreakerPolicy } from './breaker.ts';

/** A model behind an OpenAI-compatible endpoint, and how to treat it. Durations in milliseconds. */
export interface OpenAiSpec {
  readonly backend: 'openai';
  /** The name shown to people: the model's name at the endpoint, `@` and the host. */
  readonly model: string;
  /** The model's name at the endpoint. */
  readonly remoteModel: string;
  /** Where the routes `chat/completions` and `models` are. */
  readonly baseUrl: string;
  /** Null where the endpoint wants none. Stands in no message and in no log. */
  readonly apiKey: string | null;
  /** The environment variable that the key comes from, for messages. */
  readonly apiKeyEnv: string;
  /** Prompts that run at the same time. */
  readonly slots: number;
  /** Tokens that prompt and answer share; null where unknown. */
  readonly contextSize: number | null;
  /** Silence until the first text comes: connecting, waiting and reading the prompt together. */
  readonly firstTokenTimeout: number;
  /** Silence between two pieces of an answer. */
  readonly idleTimeout: number;
  /** Further attempts at a prompt, from 0. */
  readonly retries: number;
  readonly breaker: BreakerPolicy;
  /** Whether to ask for the probabilities of tokens; without them there is no confidence. */
  readonly logprobs: boolean;
}
