import { PacoreError } from '../../errors.ts';
import { untilAborted } from '../interruption.ts';
import type { LlamaSpec } from './spec.ts';
import { loadWeights, type Weights } from './weights.ts';

interface Loading {
  readonly weights: Promise<Weights>;
  /** Aborts the load, once nobody waits for it any more. */
  readonly stop: AbortController;
}

/** The weights of one model file, loaded once for all who use them at the same time. */
export class SharedModel {
  #loading: Loading | undefined;
  #users = 0;

  /**
   * The weights, to be given back with {@link release}. `signal` calls off the waiting, and the load itself when nobody
   * else waits.
   * @throws PacoreError PACORE_MODEL_LOAD; or whatever `signal` was aborted with. Then nothing is to be given back.
   */
  async acquire(spec: LlamaSpec, signal: AbortSignal): Promise<Weights> {
    signal.throwIfAborted();
    this.#users += 1;
    const { weights } = (this.#loading ??= start(spec));
    try {
      const loaded = await untilAborted(weights, signal);
      signal.throwIfAborted();
      if (loaded === undefined) throw new PacoreError('PACORE_INTERNAL', `${spec.model} was not loaded.`);
      return loaded;
    } catch (error) {
      await this.release();
      throw error;
    }
  }

  /** Frees the weights when nobody uses them any more. No native work of the caller's may be in flight. */
  async release(): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0 || this.#loading === undefined) return;
    const { weights, stop } = this.#loading;
    this.#loading = undefined;
    stop.abort();
    const loaded = await weights.catch(() => undefined);
    await loaded?.llama.dispose();
  }
}

function start(spec: LlamaSpec): Loading {
  const stop = new AbortController();
  return { weights: loadWeights(spec, stop.signal), stop };
}
