import type { ChatWrapper, LlamaContext, LlamaModel } from 'node-llama-cpp';
import { batchSizeOf } from './batch.ts';
import { loadFailure } from './load-failure.ts';
import { checkContextMemory } from './memory.ts';
import type { SharedModel } from './shared-model.ts';
import type { LlamaSpec } from './spec.ts';
import type { Weights } from './weights.ts';

/** A model ready to run. */
export interface OpenModel {
  readonly label: string;
  readonly library: Weights['library'];
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  readonly chat: ChatWrapper;
  /** Tokens that one prompt and its answer share. */
  readonly contextSize: number;
  /** Frees all of it. No native work may be in flight. */
  close(): Promise<void>;
}

/**
 * Opens a model in this thread, on weights that others may share.
 * @throws PacoreError PACORE_MODEL_LOAD; or whatever `signal` was aborted with.
 */
export async function openModel(spec: LlamaSpec, shared: SharedModel, signal: AbortSignal): Promise<OpenModel> {
  const weights = await shared.acquire(spec, signal);
  try {
    return await openWith(weights, shared, spec, signal);
  } catch (error) {
    await shared.release();
    signal.throwIfAborted();
    throw await loadFailure(weights.library, spec, error);
  }
}

async function openWith(
  { library, llama, model, chat }: Weights,
  shared: SharedModel,
  spec: LlamaSpec,
  signal: AbortSignal,
): Promise<OpenModel> {
  const contextSize = Math.min(spec.contextSize, model.trainContextSize);
  await checkContextMemory(model.fileInsights, llama, spec);
  signal.throwIfAborted();
  const context = await model.createContext({
    sequences: spec.slots,
    contextSize,
    threads: spec.threads,
    batchSize: batchSizeOf(llama, spec.slots),
    failedCreationRemedy: false,
    createSignal: signal,
  });
  const close = async (): Promise<void> => {
    await context.dispose();
    await shared.release();
  };
  return { label: spec.model, library, model, context, chat, contextSize, close };
}
