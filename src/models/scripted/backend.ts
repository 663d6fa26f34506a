import type { Clock } from '../../clock.ts';
import { messageOf, PacoreError } from '../../errors.ts';
import type { Backend, GenerateRequest, GenerationEvent, ModelInfo, TextDelta, TextEnd } from '../backend.ts';
import { linkSignals, pause, untilAborted } from '../interruption.ts';
import { Pool } from '../pool.ts';
import { StopStrings } from '../stop-strings.ts';
import { replyTo, wordsOf, type ScriptedSpec } from './script.ts';

/** A backend that answers from a script, word by word: the same script and prompts give the same events. */
export class ScriptedBackend implements Backend {
  readonly died: Promise<PacoreError>;
  readonly #spec: ScriptedSpec;
  readonly #clock: Clock;
  readonly #lanes: Pool<number> | undefined;
  /** Aborts when the backend is disposed of or dies, and with it everything that runs. */
  readonly #over = new AbortController();
  #reportDeath: (error: PacoreError) => void = () => undefined;
  #death: PacoreError | undefined;
  #prompts = 0;

  constructor(spec: ScriptedSpec, clock: Clock) {
    this.#spec = spec;
    this.#clock = clock;
    const { slots } = spec.script;
    if (slots !== undefined) this.#lanes = new Pool(Array.from({ length: slots }, (_, lane) => lane));
    this.died = new Promise((resolve) => {
      this.#reportDeath = resolve;
    });
  }

  async load(signal: AbortSignal): Promise<ModelInfo> {
    this.#refuseIfOver();
    const { loadDelay, failLoad, slots, contextSize } = this.#spec.script;
    const stop = linkSignals(signal, this.#over.signal);
    try {
      if (loadDelay !== undefined) await pause(loadDelay, this.#clock, stop.signal);
      this.#refuseIfOver();
      if (signal.aborted) throw new PacoreError('PACORE_ABORTED', `Loading ${this.#spec.model} was aborted.`);
    } finally {
      stop.release();
    }
    if (typeof failLoad === 'string') throw new PacoreError('PACORE_MODEL_LOAD', failLoad);
    if (failLoad !== undefined) {
      throw new PacoreError('PACORE_MODEL_LOAD', failLoad.message, { retryable: failLoad.retryable });
    }
    const { model } = this.#spec;
    return { model, slots: slots ?? Number.MAX_SAFE_INTEGER, contextSize: contextSize ?? null, parameters: null, device: null };
  }

  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerationEvent> {
    return this.#run(request, this.#prompts++, signal);
  }

  dispose(): Promise<void> {
    this.#over.abort();
    return Promise.resolve();
  }

  async *#run(request: GenerateRequest, prompt: number, signal: AbortSignal): AsyncGenerator<GenerationEvent, void> {
    this.#refuseIfOver();
    const stop = linkSignals(signal, this.#over.signal);
    const lane = await this.#lanes?.acquire(stop.signal);
    try {
      yield* this.#write(request, prompt, stop.signal);
    } finally {
      if (lane !== undefined) this.#lanes?.release(lane);
      stop.release();
    }
  }

  async *#write(request: GenerateRequest, prompt: number, stop: AbortSignal): AsyncGenerator<GenerationEvent, void> {
    const { confidence = null, tokenDelay } = this.#spec.script;
    const promptTokens = this.#measure(request);
    const room = Math.min(request.maxTokens, (this.#spec.script.contextSize ?? Infinity) - promptTokens);
    let text = '';
    let completionTokens = 0;
    const end = (finish: TextEnd['finish']): TextEnd => {
      return { type: 'text-end', text, finish, promptTokens, completionTokens, confidence };
    };
    const stops = new StopStrings(request.stop ?? []);
    const emit = (piece: string): readonly TextDelta[] => {
      text += piece;
      return piece === '' ? [] : [{ type: 'text-delta', text: piece, completionTokens }];
    };
    const words = wordsOf((await this.#reply(request, prompt, stop)) ?? '');
    for (const word of words) {
      if (completionTokens >= room) {
        yield* emit(stops.end());
        yield end('length');
        return;
      }
      if (tokenDelay !== undefined) await pause(tokenDelay, this.#clock, stop);
      if (stop.aborted) break;
      completionTokens += 1;
      const clear = stops.push(word);
      yield* emit(clear.text);
      if (clear.isOver) break;
    }
    if (!stop.aborted) yield* emit(stops.end());
    if (this.#death !== undefined) throw this.#death;
    yield end(stop.aborted ? 'cancelled' : 'stop');
  }

  async #reply(request: GenerateRequest, prompt: number, stop: AbortSignal): Promise<string | undefined> {
    if (stop.aborted) return undefined;
    try {
      return await untilAborted(replyTo(this.#spec.script, request, prompt), stop);
    } catch (error) {
      this.#death ??= new PacoreError('PACORE_MEMBER_CRASHED', `${this.#spec.model} crashed: ${messageOf(error)}`);
      this.#reportDeath(this.#death);
      this.#over.abort();
      throw this.#death;
    }
  }

  /** Counts the words of a prompt, and refuses one that leaves no room for an answer. */
  #measure(request: GenerateRequest): number {
    const length = request.messages.reduce((sum, message) => sum + wordsOf(message.content).length, 0);
    const limit = (this.#spec.script.contextSize ?? Infinity) - 1;
    if (length <= limit) return length;
    const message = `The prompt of ${length} tokens does not fit ${this.#spec.model}: at most ${limit} do.`;
    throw new PacoreError('PACORE_PROMPT_TOO_LONG', message, { retryable: false });
  }

  #refuseIfOver(): void {
    if (this.#death !== undefined) throw this.#death;
    if (this.#over.signal.aborted) throw new PacoreError('PACORE_CLOSED', `${this.#spec.model} is closed.`);
  }
}
