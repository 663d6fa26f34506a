/** From a request in OpenAI's words to a question in ours. */
import type { ChatMessage, JsonSchema } from '../../models/backend.ts';
import type { AskOptions } from '../../pacore/question.ts';
import { ApiError } from '../api-error.ts';
import type { Addressee } from './model.ts';
import type { ChatRequest } from './request.ts';
import { withoutEmptyBounds } from './schema.ts';

/** A question, and how it is to be answered. */
export interface Asking {
  readonly addressee: Addressee;
  readonly messages: readonly ChatMessage[];
  readonly options: AskOptions;
  /** How many answers, at least 1. */
  readonly choices: number;
  readonly wantsLogprobs: boolean;
}

/**
 * What a request asks for.
 * @param maxPrompt characters that all messages together may have
 * @throws ApiError PACORE_USAGE, PACORE_PROMPT_TOO_LONG
 */
export function askingOf(request: ChatRequest, addressee: Addressee, maxPrompt: number): Asking {
  refuseUnsupported(request);
  const messages = request.messages.map(messageOf);
  const length = messages.reduce((sum, { content }) => sum + content.length, 0);
  if (length > maxPrompt) {
    const message = `The messages have ${length} characters; at most ${maxPrompt} are taken (service.maxPrompt).`;
    throw new ApiError('PACORE_PROMPT_TOO_LONG', message, { param: 'messages', retryable: false });
  }
  return {
    addressee,
    messages,
    options: {
      ...writingOf(request),
      ...(addressee.type === 'member' ? alone(request, addressee) : together(request, addressee)),
    },
    choices: request.n ?? 1,
    wantsLogprobs: request.logprobs ?? false,
  };
}

/** How answers are written, whoever writes them. */
function writingOf(request: ChatRequest): AskOptions {
  const { temperature, top_p: topP, seed, stop, response_format: format } = request;
  const maxTokens = request.max_completion_tokens ?? request.max_tokens;
  const schema = schemaOf(format);
  return {
    ...(maxTokens != null && { maxTokens }),
    ...(temperature != null && { temperature }),
    ...(topP != null && { topP }),
    // Theirs may be any integer; ours has 32 bits.
    ...(seed != null && { seed: seed >>> 0 }),
    ...(stop != null && { stop: typeof stop === 'string' ? [stop] : stop }),
    ...(schema !== undefined && { schema }),
  };
}

/** A member alone: all its answers are wanted, and nothing is decided by them. */
function alone({ n, pacore }: ChatRequest, { member }: { readonly member: string }): AskOptions {
  if (pacore !== undefined) {
    throw new ApiError('PACORE_USAGE', 'pacore: these options are for the committee, not for a member alone.', {
      param: 'pacore',
      retryable: false,
    });
  }
  return {
    members: [member],
    samples: n ?? 1,
    strategy: 'majority_voting',
    quorum: 1,
    earlyDecision: false,
    stopAt: null,
    aggregator: null,
    cascade: false,
  };
}

function together({ pacore = {} }: ChatRequest, { strategy }: { readonly strategy: string | null }): AskOptions {
  const { deadlineMs, ...options } = pacore;
  const given = Object.entries({ ...options, timeout: deadlineMs }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(strategy !== null && { strategy }) };
}

function messageOf({ role, content }: ChatRequest['messages'][number]): ChatMessage {
  const text = Array.isArray(content) ? content.map((part) => part.text).join('') : (content ?? '');
  return { role: role === 'developer' ? 'system' : role, content: text };
}

function schemaOf(format: ChatRequest['response_format']): JsonSchema | undefined {
  switch (format?.type) {
    case 'json_schema':
      return withoutEmptyBounds(format.json_schema.schema ?? {});
    case 'json_object':
      return { type: 'object', additionalProperties: true };
    case 'text':
    case undefined:
      return undefined;
  }
}

/** Fields that would change the answer, all of which have a value that says nothing. */
const UNSUPPORTED = [
  'tools',
  'functions',
  'logit_bias',
  'top_logprobs',
  'presence_penalty',
  'frequency_penalty',
  'audio',
] as const;

function refuseUnsupported(request: ChatRequest): void {
  const param = UNSUPPORTED.find((name) => !saysNothing(request[name]));
  if (param === undefined) return;
  throw new ApiError('PACORE_USAGE', `${param} is not supported; leave it out.`, {
    param,
    apiCode: 'unsupported_parameter',
    retryable: false,
  });
}

function saysNothing(value: unknown): boolean {
  return value == null || value === 0 || (typeof value === 'object' && Object.keys(value).length === 0);
}
