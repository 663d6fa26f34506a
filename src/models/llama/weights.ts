import type * as LibraryModule from 'node-llama-cpp';
import type { ChatWrapper, Llama, LlamaModel } from 'node-llama-cpp';
import { availableParallelism } from 'node:os';
import { loadFailure, noDevice } from './load-failure.ts';
import { checkMemory } from './memory.ts';
import { badModel, checkModelFile } from './model-file.ts';
import type { LlamaSpec } from './spec.ts';

type Library = typeof LibraryModule;

/** A model file in memory; any number of contexts run on it. */
export interface Weights {
  readonly library: Library;
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly chat: ChatWrapper;
}

/**
 * Loads a model file in this thread.
 * @throws PacoreError PACORE_MODEL_LOAD; or whatever `signal` was aborted with.
 */
export async function loadWeights(spec: LlamaSpec, signal: AbortSignal): Promise<Weights> {
  await checkModelFile(spec.path, spec.model);
  const library = await import('node-llama-cpp');
  signal.throwIfAborted();
  let llama: Llama | undefined;
  try {
    llama = await startLlama(library, spec);
    // Asked for Metal on another system, the library silently gives the CPU.
    if (typeof spec.gpu === 'string' && spec.gpu !== 'auto' && llama.gpu !== spec.gpu) throw noDevice(spec);
    signal.throwIfAborted();
    await checkMemory(library, llama, spec);
    signal.throwIfAborted();
    const model = await llama.loadModel({ modelPath: spec.path, checkTensors: true, loadSignal: signal });
    const chat = templateOf(library, model, spec);
    return { library, llama, model, chat };
  } catch (error) {
    await llama?.dispose();
    signal.throwIfAborted();
    throw await loadFailure(library, spec, error);
  }
}

/**
 * llama.cpp's log is one for the whole process: as soon as a second thread loads it, its lines go to standard output
 * past every callback. So it is switched off; {@link loadFailure} finds out what it would have said.
 */
function startLlama(library: Library, { threads, gpu }: LlamaSpec): Promise<Llama> {
  // Each context has its own threads; where several share the weights, they must not wait for each other's.
  const maxThreads = Math.max(threads, availableParallelism());
  const logLevel = library.LlamaLogLevel.disabled;
  return library.getLlama({ build: 'never', gpu, maxThreads, logLevel, debug: false, progressLogs: false });
}

/**
 * The chat template that the model brings, exactly. The library's own search compares it with eighteen built-in ones
 * (a quarter of a second) and falls back to one of them where there is none.
 */
function templateOf(library: Library, model: LlamaModel, spec: LlamaSpec): ChatWrapper {
  if (!model.fileInfo.metadata.tokenizer.chat_template?.trim()) {
    throw badModel(spec.path, 'it has no chat template, so it is no model to talk to');
  }
  try {
    return library.resolveChatWrapper(model, {
      type: 'jinjaTemplate',
      customWrapperSettings: { jinjaTemplate: { functionCallMessageTemplate: 'noJinja' } },
      fallbackToOtherWrappersOnJinjaError: false,
      warningLogs: false,
    });
  } catch (error) {
    throw badModel(spec.path, 'its chat template cannot be used', error);
  }
}
