import type { LlamaSpec } from '../../src/models/llama/spec.ts';
import { locateModel } from '../../src/models/locate.ts';
import type { Backend, GenerateRequest, GenerationEvent, TextEnd } from '../../src/models/backend.ts';

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** A request for `content`, greedy and short unless `overrides` say otherwise. */
export function ask(content: string, overrides: Partial<GenerateRequest> = {}): GenerateRequest {
  const messages = [{ role: 'user', content }] as const;
  return { messages, temperature: 0, seed: 1, maxTokens: 100, confidenceFrom: 'mean', ...overrides };
}

/** Everything a backend says to a request. */
export async function eventsOf(
  backend: Backend,
  request: GenerateRequest,
  signal: AbortSignal = never,
): Promise<GenerationEvent[]> {
  const events: GenerationEvent[] = [];
  for await (const event of backend.generate(request, signal)) events.push(event);
  return events;
}

/** The end of the answer to a request. */
export async function endOf(
  backend: Backend,
  request: GenerateRequest,
  signal: AbortSignal = never,
): Promise<TextEnd> {
  const end = (await eventsOf(backend, request, signal)).at(-1);
  if (end?.type !== 'text-end') throw new Error('The generation had no end.');
  return end;
}

/** A spec for the embedded small-a, on the CPU. */
export function smallA(isolation: LlamaSpec['isolation'] = 'thread'): LlamaSpec {
  const { label, path } = locateModel('embedded:small-a', '.');
  return { backend: 'llama', model: label, isolation, path, slots: 4, contextSize: 512, threads: 1, gpu: false };
}
