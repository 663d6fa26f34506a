import type OpenAI from 'openai';
import type { Clock } from '../../clock.ts';
import { PacoreError } from '../../errors.ts';
import { linkSignals } from '../interruption.ts';
import { at } from '../untrusted.ts';
import { disconnected, quoted, refused, remoteFailure } from './failure.ts';
import { linesOf } from './lines.ts';
import { isAmong, mayMissModel, modelNamesIn, MOST_LIST_BYTES } from './model-list.ts';
import { beginningOf, plainFetch } from './plain-fetch.ts';
import type { RequestBody } from './request-body.ts';
import { SilenceWatch } from './silence.ts';
import type { OpenAiSpec } from './spec.ts';
import { serverEvents, type ServerEvent } from './sse.ts';
import { wantsNewerName, withLimit, type LimitName } from './token-limit.ts';

/** Without a key the client would not start; endpoints that want none pass over it. */
const NO_KEY = 'none';
/** The longest that a timer takes: time limits are ours, by our clock. */
const NO_TIMEOUT = 2 ** 31 - 1;
/** Which models there are may take so many milliseconds to find out: it is for a message only. */
const LIST_TIMEOUT_MS = 2000;

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
      if (at(error, 'status') !== 404) throw await this.#failure(error, signal);
    }
  }

  /**
   * The events of a streamed completion, unread.
   * @throws PacoreError PACORE_REMOTE, PACORE_PROMPT_TOO_LONG, or TransientFailure
   */
  async *complete(body: RequestBody, signal: AbortSignal): AsyncGenerator<ServerEvent, void> {
    const client = await this.#open();
    try {
      yield* this.#eventsIn(await this.#create(client, body, signal));
    } catch (error) {
      throw await this.#failure(error, signal);
    }
  }

  /** What it is called says little of what it is: JSON is labelled as a stream, and streams as text. */
  async *#eventsIn({ headers, body }: Response): AsyncGenerator<ServerEvent, void> {
    const type = headers.get('content-type') ?? 'nothing';
    const isPage = /^text\/html/i.test(type);
    let isEmpty = true;
    if (isPage) await body?.cancel();
    else if (body !== null) {
      const tooLong = () => remoteFailure(this.#spec, 'sent an event that does not end');
      for await (const event of serverEvents(linesOf(body, tooLong), tooLong)) {
        isEmpty = false;
        yield event;
      }
    }
    if (isEmpty && !/^text\/event-stream/i.test(type)) {
      throw remoteFailure(this.#spec, `sent ${quoted(this.#spec, type)} instead of an event stream`);
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

  async #failure(thrown: unknown, signal: AbortSignal): Promise<Error> {
    if (thrown instanceof PacoreError) return thrown;
    const [status, headers] = [at(thrown, 'status'), at(thrown, 'headers')];
    if (typeof status !== 'number' || !(headers instanceof Headers)) return disconnected(this.#spec, thrown);
    const refusal = { status, headers, body: at(thrown, 'error') };
    const models = mayMissModel(refusal) ? await this.#otherModels(signal) : [];
    return refused(this.#spec, { ...refusal, models }, this.#clock.now());
  }

  /** The models that it has; none where the one asked for is among them, or where it does not say in time. */
  async #otherModels(signal: AbortSignal): Promise<readonly string[]> {
    const watch = new SilenceWatch(this.#clock);
    const stop = linkSignals(signal, watch.signal);
    try {
      watch.expect(LIST_TIMEOUT_MS);
      const client = await this.#open();
      const { body } = await client.models.list({ signal: stop.signal }).asResponse();
      const names = body === null ? [] : modelNamesIn(await beginningOf(body, MOST_LIST_BYTES));
      return isAmong(names, this.#spec.remoteModel) ? [] : names;
    } catch {
      return [];
    } finally {
      watch.rest();
      stop.release();
    }
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
