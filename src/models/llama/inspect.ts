/** Looking at a model without loading it. */
import type * as LibraryModule from 'node-llama-cpp';
import type { Llama } from 'node-llama-cpp';
import { messageOf, PacoreError } from '../../errors.ts';
import { deviceOf } from './device.ts';
import { factsOf, type ModelFacts } from './facts.ts';
import { cutOff, readHeader } from './header.ts';
import { memoryNeed, memoryThereIs, type ContextShape, type MemoryNeed, type MemoryThereIs } from './memory.ts';
import { badModel, checkModelFile } from './model-file.ts';

type Library = typeof LibraryModule;

/** What running a model takes, and what there is. */
export interface RunEstimate {
  /** Where it would be computed: `CPU`, `CUDA`, `Vulkan` or `Metal`. */
  readonly device: string;
  /** Null where it cannot be told. */
  readonly need: MemoryNeed | null;
  readonly available: MemoryThereIs;
}

/**
 * What a model file says about itself.
 * @param reference what people call it
 * @throws PacoreError PACORE_MODEL_LOAD when there is no such file or its header cannot be read
 */
export async function readFacts(path: string, reference: string): Promise<ModelFacts> {
  await checkModelFile(path, reference);
  const library = await import('node-llama-cpp');
  const { info, insights } = await open(library, path);
  return factsOf(library, path, info, insights);
}

/**
 * What running a model would take on this machine.
 * @throws PacoreError PACORE_MODEL_LOAD when its header cannot be read or llama.cpp does not run here
 */
export async function estimateRun(path: string, shape: ContextShape): Promise<RunEstimate> {
  const library = await import('node-llama-cpp');
  const llama = await startLlama(library);
  try {
    const { insights } = await open(library, path, llama);
    const need = await memoryNeed(insights, llama, shape).catch(() => null);
    return { device: deviceOf(llama), need, available: await memoryThereIs(llama) };
  } finally {
    await llama.dispose();
  }
}

/** What is wrong with one GGUF file, a model or a part of one, as far as its header tells; null when nothing is. */
export async function faultOf(path: string): Promise<string | null> {
  try {
    await checkModelFile(path, path);
    return await cutOff(await import('node-llama-cpp'), path);
  } catch (error) {
    return error instanceof PacoreError ? error.message : `its header is damaged or cut off (${messageOf(error)})`;
  }
}

async function open(library: Library, path: string, llama?: Llama) {
  try {
    const info = await readHeader(library, path);
    return { info, insights: await library.GgufInsights.from(info, llama) };
  } catch (error) {
    throw badModel(path, `its header is damaged or cut off (${messageOf(error)})`, error);
  }
}

async function startLlama(library: Library): Promise<Llama> {
  const logLevel = library.LlamaLogLevel.disabled;
  try {
    return await library.getLlama({ build: 'never', gpu: 'auto', logLevel, debug: false, progressLogs: false });
  } catch (error) {
    throw new PacoreError('PACORE_MODEL_LOAD', `llama.cpp does not run here: ${messageOf(error)}`, { cause: error });
  }
}
