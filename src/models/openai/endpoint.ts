import type OpenAI from 'openai';
import type { Clock } from '../../clock.ts';
import { PacoreError } from '../../errors.ts';
import { at } from '../untrusted.ts';
import { disconnected, quoted, refused, remoteFailure } from './failure.ts';
import { plainFetch } from './plain-fetch.ts';
import type { RequestBody } from './request-body.ts';
import type { OpenAiSpec } from './spec.ts';
import { eventData } from './sse.ts';
import { wantsNewerName, withLimit, type LimitName } from './token-limit.ts';

/** Without a key the client would not start; endpoints that want none pass over it. */
const NO_KEY = 'none';
/** The longest that a timer takes: time limits are ours, by our clock. */
const NO_TIMEOUT = 2 ** 31 - 1;

/**
 * The routes of an endpoint. The only place that knows the `openai` client, which is loaded with the first request and
 * neither retries nor logs.
 */
export class Endpoint {
  readonly #spec: OpenAiSpec;
  readonly #clock: Clock;
  #client: Promise<OpenAI> | undefined;
  /** Learned from its first refusal. */
  #limitName: LimitName = 'max_tokens';

  constructor(spec: OpenAiSpec, clock: Clock) {
    this.#spec = spec;
    this.#clock = clock;
  }

  /**
   * Asks whether the endpoint is there and takes the key. Resolves also where it has no such route.
   * @throws PacoreError PACORE_REMOTE, or TransientFailure
   */
  async check(signal: AbortSignal): Promise<void> {
    const client = await this.#open();
    try {
      const answer = await client.models.list({ signal }).asResponse();
      await answer.body?.cancel();
    } catch (error) {
      if (at(error, 'status') !== 404) throw this.#failure(error);
    }
  }

  /**
   * The events of a streamed completion, unread.
   * @throws PacoreError PACORE_REMOTE, PACORE_PROMPT_TOO_LONG, or TransientFailure
   */
  async *complete(body: RequestBody, signal: AbortSignal): AsyncGenerator<string, void> {
    const client = await this.#open();
    try {
      const answer = await this.#create(client, body, signal);
      const type = answer.headers.get('content-type') ?? 'nothing';
      if (!/^text\/event-stream/i.test(type) || answer.body === null) {
        await answer.body?.cancel();
        throw remoteFailure(this.#spec, `sent ${quoted(this.#spec, type)} instead of an event stream`);
      }
      yield* eventData(answer.body, () => remoteFailure(this.#spec, 'sent an event that does not end'));
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** The answer to a request, sent once more where the limit of tokens must have its other name. */
  async #create(client: OpenAI, body: RequestBody, signal: AbortSignal): Promise<Response> {
    const send = (name: LimitName) =>
      client.chat.completions.create(withLimit(body, name), { signal }).asResponse();
    const name = this.#limitName;
    try {
      return await send(name);
    } catch (error) {
      if (name !== 'max_tokens' || !wantsNewerName(error)) throw error;
      this.#limitName = 'max_completion_tokens';
      return send(this.#limitName);
    }
  }

  #open(): Promise<OpenAI> {
    this.#client ??= connect(this.#spec);
    return this.#client;
  }

  #failure(thrown: unknown): Error {
    if (thrown instanceof PacoreError) return thrown;
    const [status, headers] = [at(thrown, 'status'), at(thrown, 'headers')];
    if (typeof status !== 'number' || !(headers instanceof Headers)) return disconnected(this.#spec, thrown);
    return refused(this.#spec, { status, headers, body: at(thrown, 'error') }, this.#clock.now());
  }
}

async function connect({ baseUrl, apiKey }: OpenAiSpec): Promise<OpenAI> {
  const { default: Client } = await import('openai');
  return new Client({
    baseURL: baseUrl,
    apiKey: apiKey ?? NO_KEY,
    maxRetries: 0,
    timeout: NO_TIMEOUT,
    logLevel: 'off',
    fetch: plainFetch(apiKey ?? NO_KEY),
  });
}
