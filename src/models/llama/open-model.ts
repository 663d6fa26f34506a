import type * as LibraryModule from 'node-llama-cpp';
import type { ChatWrapper, Llama, LlamaContext, LlamaModel } from 'node-llama-cpp';
import { loadFailure, noDevice } from './load-failure.ts';
import { badModel, checkModelFile } from './model-file.ts';
import type { LlamaSpec } from './spec.ts';

type Library = typeof LibraryModule;

/**
 * Tokens evaluated in one go. An abort takes effect when the batch that is running is through; on a CPU 64 tokens keep
 * that short at hardly any cost, a graphics processor wants more to be busy.
 */
const BATCH = { cpu: 64, gpu: 512 };

/** A model ready to run. */
export interface OpenModel {
  readonly label: string;
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  readonly chat: ChatWrapper;
  /** Tokens that one prompt and its answer share. */
  readonly contextSize: number;
  /** Tokens in the vocabulary. */
  readonly vocabulary: number;
  /** Frees all of it. No native work may be in flight. */
  close(): Promise<void>;
}

/**
 * Opens a model in this thread.
 * @throws PacoreError PACORE_MODEL_LOAD; or whatever `signal` was aborted with.
 */
export async function openModel(spec: LlamaSpec, signal: AbortSignal): Promise<OpenModel> {
  await checkModelFile(spec.path);
  const library = await import('node-llama-cpp');
  signal.throwIfAborted();
  let llama: Llama | undefined;
  try {
    llama = await startLlama(library, spec);
    // Asked for Metal on another system, the library silently gives the CPU.
    if (typeof spec.gpu === 'string' && spec.gpu !== 'auto' && llama.gpu !== spec.gpu) throw noDevice(spec);
    signal.throwIfAborted();
    return await openWith(library, llama, spec, signal);
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
function startLlama(library: Library, spec: LlamaSpec): Promise<Llama> {
  const { threads, gpu } = spec;
  const logLevel = library.LlamaLogLevel.disabled;
  return library.getLlama({ build: 'never', gpu, maxThreads: threads, logLevel, debug: false, progressLogs: false });
}

async function openWith(library: Library, llama: Llama, spec: LlamaSpec, signal: AbortSignal): Promise<OpenModel> {
  const model = await llama.loadModel({ modelPath: spec.path, checkTensors: true, loadSignal: signal });
  const chat = templateOf(library, model, spec);
  const contextSize = Math.min(spec.contextSize, model.trainContextSize);
  const context = await model.createContext({
    sequences: spec.slots,
    contextSize,
    threads: spec.threads,
    batchSize: llama.gpu === false ? BATCH.cpu : BATCH.gpu,
    failedCreationRemedy: false,
    createSignal: signal,
  });
  const vocabulary = model.fileInfo.metadata.tokenizer.ggml.tokens.length;
  return { label: spec.model, model, context, chat, contextSize, vocabulary, close: () => llama.dispose() };
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
