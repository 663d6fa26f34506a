/** One entry of `members`, as a convict schema of its own: convict gives no defaults inside lists. */
import type convict from 'convict';
import type { ConfidenceFrom } from '../models/backend.ts';
import type { LlamaSpec } from '../models/llama/spec.ts';
import type { BreakerPolicy } from '../models/openai/breaker.ts';
import type { ScriptedScript } from '../models/scripted/script.ts';
import { oneOf } from './formats.ts';
import { isMapping } from './mapping.ts';

/** What every kind of member has. */
interface MemberBase {
  id: string;
  replicas: number;
  temperature: number;
  maxTokens: number;
  confidenceFrom: ConfidenceFrom;
  stop: readonly string[];
  weight: number;
  restart: 'permanent' | 'transient' | 'temporary';
}

/** A member that runs a GGUF model with llama.cpp. */
export interface LlamaMember extends MemberBase {
  backend: 'llama';
  /** `embedded:NAME`, `hf:owner/repo:QUANT` or a path. */
  model: string;
  isolation: LlamaSpec['isolation'];
  slots: number;
  contextSize: number;
  threads: number | 'auto';
  gpu: LlamaSpec['gpu'];
  topK: number;
  topP: number;
  minP: number;
  repeatPenalty: number;
}

/** A member behind an OpenAI-compatible endpoint; durations in milliseconds. */
export interface OpenAiMember extends MemberBase {
  backend: 'openai';
  /** The model's name at the endpoint. */
  model: string;
  baseUrl: string;
  /** The environment variable that holds the key. */
  apiKeyEnv: string;
  slots: number;
  contextSize: number | null;
  topP: number;
  logprobs: boolean;
  firstTokenTimeout: number;
  idleTimeout: number;
  retries: number;
  breaker: BreakerPolicy;
}

/** A script, complete; null stands for a load that succeeds. */
type Script = Required<Omit<ScriptedScript, 'failLoad'>> & { failLoad: ScriptedScript['failLoad'] | null };

/** A member that follows a script. */
export interface ScriptedMember extends MemberBase {
  backend: 'scripted';
  script: ScriptedScript;
}

/** An entry of `members`, complete. */
export type MemberConfig = LlamaMember | OpenAiMember | ScriptedMember;

const base: convict.Schema<MemberBase> = {
  id: { default: '', format: 'name', doc: 'Unique name of the member.' },
  replicas: { default: 1, format: 'count-from-one', doc: 'Model actors of this member.' },
  temperature: { default: 0.7, format: 'positive', doc: 'Of samples after the first, which is greedy.' },
  maxTokens: { default: 256, format: 'count-from-one', doc: 'Most tokens of an answer.' },
  confidenceFrom: {
    default: 'mean',
    format: oneOf('mean', 'sequence', 'lowest'),
    doc: 'How token probabilities become a confidence.',
  },
  stop: { default: [], format: isStop, doc: 'Answers end where one of these texts would begin.' },
  weight: { default: 1, format: 'positive', doc: 'Weight of the member’s vote.' },
  restart: {
    default: 'permanent',
    format: oneOf('permanent', 'transient', 'temporary'),
    doc: 'When it is restarted: always, after a crash, never.',
  },
};

/** Schema of a llama member. */
export const llamaSchema: convict.Schema<LlamaMember> = {
  ...base,
  backend: { default: 'llama', format: oneOf('llama'), doc: 'What runs the model.' },
  model: { default: '', format: 'text', doc: 'embedded:NAME, hf:owner/repo:QUANT, or the path of a GGUF file.' },
  isolation: { default: 'thread', format: oneOf('thread', 'process'), doc: 'Where the model runs.' },
  slots: { default: 4, format: 'count-from-one', doc: 'Prompts that run at the same time.' },
  contextSize: { default: 512, format: 'count-from-one', doc: 'Tokens that prompt and answer share.' },
  threads: { default: 'auto', format: 'threads', doc: 'Threads of llama.cpp; auto shares the cores out.' },
  gpu: { default: 'auto', format: oneOf('auto', false, 'cuda', 'vulkan', 'metal'), doc: 'Which GPU to use.' },
  topK: {
    default: 0,
    format: 'count',
    doc: 'Draw from the so many most likely tokens; 0: from the 64 that are looked at.',
  },
  topP: { default: 1, format: 'part', doc: 'Draw from the tokens that together are so likely.' },
  minP: { default: 0, format: 'share', doc: 'Draw from tokens at least so likely, relative to the likeliest.' },
  repeatPenalty: { default: 1, format: 'from-one', doc: 'Makes tokens that were generated lately less likely.' },
};

/** Schema of a remote member. */
export const openAiSchema: convict.Schema<OpenAiMember> = {
  ...base,
  backend: { default: 'openai', format: oneOf('openai'), doc: 'What runs the model.' },
  model: { default: '', format: 'text', doc: 'The model’s name at the endpoint.' },
  baseUrl: { default: 'https://api.openai.com/v1', format: 'text', doc: 'Address of an OpenAI-compatible endpoint.' },
  apiKeyEnv: { default: 'OPENAI_API_KEY', format: 'text', doc: 'Environment variable that holds the key.' },
  slots: { default: 4, format: 'count-from-one', doc: 'Prompts that run at the same time.' },
  contextSize: {
    default: null,
    format: 'count-from-one',
    nullable: true,
    doc: 'Tokens of prompt and answer, if known.',
  },
  topP: { default: 1, format: 'part', doc: 'Draw from the tokens that together are so likely.' },
  logprobs: { default: false, format: 'flag', doc: 'Ask for the probabilities of tokens, for a confidence.' },
  firstTokenTimeout: { default: 15_000, format: 'some-duration', doc: 'Longest silence before the first text.' },
  idleTimeout: { default: 10_000, format: 'some-duration', doc: 'Longest silence in an answer.' },
  retries: { default: 2, format: 'count', doc: 'Further attempts at a prompt.' },
  breaker: {
    failures: { default: 5, format: 'count-from-one', doc: 'So many failed prompts in a row spare the endpoint.' },
    cooldown: { default: 30_000, format: 'some-duration', doc: 'For so long; then one prompt tries it.' },
  },
};

/** Schema of a scripted member, its script apart. */
export const scriptedSchema: convict.Schema<Omit<ScriptedMember, 'script'>> = {
  ...base,
  backend: { default: 'scripted', format: oneOf('scripted'), doc: 'What runs the model.' },
};

/** Schema of a script. */
export const scriptSchema: convict.Schema<Script> = {
  reply: { default: null, format: isReply, doc: 'A text, a list of texts in turn, or (in code) a function.' },
  confidence: { default: null, format: 'share', nullable: true, doc: 'Confidence of every answer.' },
  tokenDelay: { default: 0, format: 'duration', doc: 'Wait before each word.' },
  loadDelay: { default: 0, format: 'duration', doc: 'Time that loading takes.' },
  failLoad: { default: null, format: isFailLoad, nullable: true, doc: 'Loading fails with this message.' },
  slots: { default: 4, format: 'count-from-one', doc: 'Prompts that run at the same time.' },
  contextSize: { default: 4096, format: 'count-from-one', doc: 'Words that prompt and answer share.' },
};

function isStop(value: unknown): void {
  const fits = Array.isArray(value) && value.every((text) => typeof text === 'string' && text !== '');
  if (!fits) throw new Error('give a list of texts, none of them empty');
}

function isReply(value: unknown): void {
  const fits =
    typeof value === 'string' ||
    typeof value === 'function' ||
    (Array.isArray(value) && value.length > 0 && value.every((reply) => typeof reply === 'string'));
  if (!fits) throw new Error('give a text or a list of texts');
}

function isFailLoad(value: unknown): void {
  const fits = typeof value === 'string' || (isMapping(value) && typeof value.message === 'string');
  if (!fits) throw new Error('give a text, or a mapping with message and retryable');
}
