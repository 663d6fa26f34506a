import type { ChatMessage, GenerateRequest, JsonSchema } from '../backend.ts';
import type { OpenAiSpec } from './spec.ts';

/** OpenAI refuses more; those left out are kept to when the answer comes. */
const MOST_STOPS = 4;

/** The body of a request for a streamed completion; see token-limit.ts for the other name of `max_tokens`. */
export interface RequestBody {
  readonly model: string;
  readonly messages: ChatMessage[];
  readonly stream: true;
  readonly stream_options: { readonly include_usage: true };
  readonly temperature: number;
  readonly seed: number;
  readonly max_tokens: number;
  readonly top_p?: number;
  readonly stop?: string[];
  readonly logprobs?: true;
  readonly response_format?: {
    readonly type: 'json_schema';
    readonly json_schema: { readonly name: string; readonly strict: true; readonly schema: JsonSchema };
  };
}

/** What to ask of the endpoint. Only `topP` of the sampling is known to all of them. */
export function requestBody({ remoteModel, logprobs }: OpenAiSpec, request: GenerateRequest): RequestBody {
  const { messages, temperature, seed, maxTokens, sampling, stop = [], schema } = request;
  return {
    model: remoteModel,
    messages: [...messages],
    stream: true,
    stream_options: { include_usage: true },
    temperature,
    seed,
    max_tokens: maxTokens,
    ...(sampling && sampling.topP < 1 && { top_p: sampling.topP }),
    ...(stop.length > 0 && { stop: stop.slice(0, MOST_STOPS) }),
    ...(logprobs && { logprobs }),
    ...(schema && { response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } } }),
  };
}
