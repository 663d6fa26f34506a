import { asPacoreError, PacoreError } from '../../errors.ts';
import type { Backend, GenerateRequest, GenerationEvent, ModelInfo } from '../backend.ts';
import { linkSignals } from '../interruption.ts';
import type { OnLog } from '../log.ts';
import { Pool } from '../pool.ts';
import { pieceSizeOf } from './batch.ts';
import { deviceOf } from './device.ts';
import { runGeneration } from './generation.ts';
import { openModel, type OpenModel } from './open-model.ts';
import { Prefixes, type Slot } from './prefix.ts';
import { promptTokens } from './prompt.ts';
import { SharedModel } from './shared-model.ts';
import type { LlamaSpec } from './spec.ts';

interface Running {
  readonly open: OpenModel;
  readonly slots: Pool<Slot>;
  readonly prefixes: Prefixes;
}

/** A GGUF model run by llama.cpp in the thread that constructs this: usually a worker's, see worker/. */
export class LlamaBackend implements Backend {
  /** Never resolves: a model in this thread dies only with it. */
  readonly died = new Promise<PacoreError>(() => undefined);
  readonly #spec: LlamaSpec;
  readonly #onLog: OnLog;
  readonly #shared: SharedModel;
  /** Aborts on dispose, and with it everything that runs. */
  readonly #over = new AbortController();
  readonly #nativeWork = new Set<Promise<unknown>>();
  #opening: Promise<OpenModel> | undefined;
  #running: Running | undefined;
  #disposal: Promise<void> | undefined;

  /** `shared` holds the weights, where backends in this thread share them. */
  constructor(spec: LlamaSpec, onLog: OnLog, shared: SharedModel = new SharedModel()) {
    this.#spec = spec;
    this.#onLog = onLog;
    this.#shared = shared;
  }

  async load(signal: AbortSignal): Promise<ModelInfo> {
    this.#refuseIfClosed();
    if (this.#opening !== undefined) throw new PacoreError('PACORE_USAGE', `${this.#spec.model} was loaded before.`);
    const { slots } = this.#spec;
    const stop = linkSignals(signal, this.#over.signal);
    this.#opening = openModel(this.#spec, this.#shared, stop.signal);
    try {
      const open = await this.#opening;
      this.#refuseIfClosed();
      const pool = Array.from({ length: slots }, () => ({ sequence: open.context.getSequence(), head: [] }));
      const prefixes = new Prefixes(pieceSizeOf(open.model.llama), this.#track.bind(this), this.#onLog);
      this.#running = { open, slots: new Pool<Slot>(pool), prefixes };
      const parameters = open.model.fileInsights.totalParameters;
      const device = deviceOf(open.model.llama);
      return { model: this.#spec.model, slots, contextSize: open.contextSize, parameters, device };
    } catch (error) {
      this.#refuseIfClosed();
      if (signal.aborted) throw new PacoreError('PACORE_ABORTED', `Loading ${this.#spec.model} was aborted.`);
      throw asPacoreError(error, 'PACORE_MODEL_LOAD');
    } finally {
      stop.release();
    }
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerationEvent, void> {
    this.#refuseIfClosed();
    const running = this.#running;
    if (running === undefined) throw new PacoreError('PACORE_USAGE', `${this.#spec.model} is not loaded.`);
    const { open, slots, prefixes } = running;
    const prompt = promptTokens(open, request.messages);
    const head = prompt.slice(0, -1);
    const stop = linkSignals(signal, this.#over.signal);
    const slot = await slots.acquire(stop.signal, (free) => prefixes.reusable(free, head));
    try {
      if (slot === undefined) {
        const counts = { promptTokens: prompt.length, completionTokens: 0, confidence: null };
        yield { type: 'text-end', text: '', finish: 'cancelled', ...counts };
      } else {
        await prefixes.prepare(slot, head, stop.signal);
        const track = this.#track.bind(this);
        yield* runGeneration({ open, sequence: slot.sequence, request, prompt, signal: stop.signal, track });
      }
    } catch (error) {
      throw asPacoreError(error, 'PACORE_GENERATION');
    } finally {
      stop.release();
      if (slot !== undefined) slots.release(slot);
    }
  }

  dispose(): Promise<void> {
    return (this.#disposal ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#over.abort();
    const open = await this.#opening?.catch(() => undefined);
    // Disposing of a model in the middle of a batch aborts the process. No call can begin any more: generations look
    // at the signal before each.
    await Promise.allSettled(this.#nativeWork);
    await open?.close();
    await this.#running?.prefixes.close();
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#nativeWork.add(work);
    try {
      return await work;
    } finally {
      this.#nativeWork.delete(work);
    }
  }

  #refuseIfClosed(): void {
    if (this.#disposal !== undefined) throw new PacoreError('PACORE_CLOSED', `${this.#spec.model} is closed.`);
  }
}
