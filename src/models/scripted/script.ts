import type { GenerateRequest } from '../backend.ts';

/**
 * Computes a reply. `prompt` counts the prompts before this one. Throwing kills the backend, as a crash would; a
 * promise that never settles hangs the prompt until it is aborted.
 */
export type ReplyFunction = (request: GenerateRequest, prompt: number) => string | Promise<string>;

/** What a scripted model does. Everything but `reply` may be left out. */
export interface ScriptedScript {
  /** One reply for every prompt, replies in turn (and again from the first), or a function. */
  readonly reply: string | readonly string[] | ReplyFunction;
  /** The confidence of every ballot, 0..1; null (the default) says that it gives none. */
  readonly confidence?: number | null;
  /** Milliseconds before each token, by the backend's clock; without it there is no waiting at all. */
  readonly tokenDelay?: number;
  /** Milliseconds that loading takes. */
  readonly loadDelay?: number;
  /** Fails every load with this message; as an object, `retryable` says whether trying again may help. */
  readonly failLoad?: string | { readonly message: string; readonly retryable: boolean };
  /** Prompts that run at the same time; unlimited unless given. */
  readonly slots?: number;
  /** Words that prompt and answer share; unlimited unless given. */
  readonly contextSize?: number;
}

/** A scripted model as {@link createBackend} takes it. */
export interface ScriptedSpec {
  readonly backend: 'scripted';
  /** The name shown to people. */
  readonly model: string;
  readonly script: ScriptedScript;
}

/** The reply to prompt number `prompt`. */
export async function replyTo(script: ScriptedScript, request: GenerateRequest, prompt: number): Promise<string> {
  const { reply } = script;
  if (typeof reply === 'string') return reply;
  if (typeof reply === 'function') return reply(request, prompt);
  return reply[prompt % reply.length] ?? '';
}

/** A text as tokens: its words, each with the blanks after it. Joined, they are the text. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/\s*\S+\s*|^\s+$/g) ?? [];
}
