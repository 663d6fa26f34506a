import type { Clock } from '../../clock.ts';
import { asPacoreError, PacoreError } from '../../errors.ts';
import type { Backend, GenerateRequest, GenerationEvent, ModelInfo, TextDelta } from '../backend.ts';
import { linkSignals } from '../interruption.ts';
import type { OnLog } from '../log.ts';
import { Answer } from './answer.ts';
import { attempt } from './attempt.ts';
import { admit, CLOSED, settle, type BreakerState, type Outcome, type Ticket } from './breaker.ts';
import { Endpoint } from './endpoint.ts';
import { silent } from './failure.ts';
import { retrying, TransientFailure } from './retry.ts';
import { SilenceWatch } from './silence.ts';
import type { OpenAiSpec } from './spec.ts';

/** What an {@link OpenAiBackend} needs from its surroundings. */
export interface OpenAiBackendOptions {
  readonly clock: Clock;
  readonly onLog: OnLog;
  /** 0..1, exclusive of 1, for the jitter of waits; `Math.random` unless given. */
  readonly random?: () => number;
}

/**
 * A model behind an OpenAI-compatible endpoint. An endpoint that fails costs its prompts, never the backend: it does not
 * die, and a circuit breaker spares everybody the waiting.
 */
export class OpenAiBackend implements Backend {
  /** Never resolves. */
  readonly died = new Promise<PacoreError>(() => undefined);
  readonly #spec: OpenAiSpec;
  readonly #options: OpenAiBackendOptions;
  readonly #endpoint: Endpoint;
  /** Aborts when the backend is disposed of, and with it everything that runs. */
  readonly #over = new AbortController();
  #breaker: BreakerState = CLOSED;

  constructor(spec: OpenAiSpec, options: OpenAiBackendOptions) {
    this.#spec = spec;
    this.#options = options;
    this.#endpoint = new Endpoint(spec, options.clock);
  }

  /**
   * Asks the endpoint once whether it is there.
   * @throws PacoreError PACORE_MODEL_LOAD (`retryable` is false where it refuses the key), PACORE_ABORTED, PACORE_CLOSED
   */
  async load(signal: AbortSignal): Promise<ModelInfo> {
    this.#refuseIfOver();
    const watch = new SilenceWatch(this.#options.clock);
    const stop = linkSignals(signal, this.#over.signal, watch.signal);
    try {
      watch.expect(this.#spec.firstTokenTimeout);
      await this.#endpoint.check(stop.signal);
    } catch (error) {
      this.#refuseIfOver();
      if (signal.aborted) throw new PacoreError('PACORE_ABORTED', `Loading ${this.#spec.model} was aborted.`);
      const { message, retryable } = watch.signal.aborted ? silent(this.#spec, watch.limit) : errorOf(error);
      throw new PacoreError('PACORE_MODEL_LOAD', message, { retryable });
    } finally {
      watch.rest();
      stop.release();
    }
    const { model, slots, contextSize } = this.#spec;
    return { model, slots, contextSize, parameters: null, device: null };
  }

  /**
   * Runs one prompt; see {@link Backend.generate}.
   * @throws PacoreError PACORE_REMOTE, PACORE_OVERLOADED, PACORE_MEMBER_TIMEOUT, PACORE_PROMPT_TOO_LONG, PACORE_CLOSED
   */
  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerationEvent, void> {
    this.#refuseIfOver();
    const ticket = this.#admit();
    const stop = linkSignals(signal, this.#over.signal);
    let answer = new Answer(this.#spec, request);
    let outcome: Outcome = 'abandoned';
    const ask = (): AsyncIterable<TextDelta> => {
      answer = new Answer(this.#spec, request);
      return attempt({ ...this.#options, spec: this.#spec, endpoint: this.#endpoint, request, answer }, stop.signal);
    };
    try {
      yield* this.#retrying(ask, stop.signal);
      if (answer.isComplete) outcome = 'succeeded';
    } catch (error) {
      // What is the fault of the prompt or the key says that the endpoint works.
      outcome = errorOf(error).retryable ? 'failed' : 'succeeded';
      throw error;
    } finally {
      this.#settle(ticket, outcome);
      stop.release();
    }
    yield answer.end();
  }

  dispose(): Promise<void> {
    this.#over.abort();
    return Promise.resolve();
  }

  #retrying(ask: () => AsyncIterable<TextDelta>, stop: AbortSignal): AsyncIterable<TextDelta> {
    const { clock, onLog, random = Math.random } = this.#options;
    const onRetry = ({ message }: PacoreError, wait: number) =>
      onLog({ level: 'debug', message: `${message} Asked again in ${wait} ms.` });
    return retrying(ask, { retries: this.#spec.retries, clock, random, onRetry }, stop);
  }

  #admit(): Ticket {
    const now = this.#options.clock.monotonic();
    const admission = admit(this.#breaker, now);
    this.#breaker = admission.state;
    if (admission.ticket !== null) return admission.ticket;
    const { retryAt } = admission;
    const retryAfterMs = retryAt === null ? undefined : retryAt - now;
    const again =
      retryAfterMs === undefined ? 'a prompt is trying it' : `it is tried again in ${seconds(retryAfterMs)}`;
    const message = `${this.#spec.model} has failed too often and is spared: ${again}.`;
    throw new PacoreError('PACORE_OVERLOADED', message, { retryAfterMs });
  }

  #settle(ticket: Ticket, outcome: Outcome): void {
    const { clock, onLog } = this.#options;
    const { breaker: policy, model } = this.#spec;
    const before = this.#breaker;
    this.#breaker = settle(policy, before, ticket, outcome, clock.monotonic());
    if (this.#breaker.type === before.type) return;
    if (this.#breaker.type === 'closed') onLog({ level: 'info', message: `${model} works again.` });
    else if (outcome === 'failed') {
      onLog({ level: 'warn', message: `${model} fails, and is spared for ${seconds(policy.cooldown)}.` });
    }
  }

  #refuseIfOver(): void {
    if (this.#over.signal.aborted) throw new PacoreError('PACORE_CLOSED', `${this.#spec.model} is closed.`);
  }
}

function errorOf(thrown: unknown): PacoreError {
  return asPacoreError(thrown instanceof TransientFailure ? thrown.error : thrown);
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}
