/** The memory that a model takes, known from its header before it is loaded. */
import type * as LibraryModule from 'node-llama-cpp';
import type { GgufInsights, Llama } from 'node-llama-cpp';
import { PacoreError } from '../../errors.ts';
import { availableMemory } from '../available-memory.ts';
import { batchSizeOf } from './batch.ts';
import { readHeader } from './header.ts';
import type { LlamaSpec } from './spec.ts';

type Library = typeof LibraryModule;

/** What a model takes besides, whatever its size: the library and its objects. Measured 13 to 27 MiB. */
const RUNTIME = 32 * 2 ** 20;

/** Bytes that a model takes. */
export interface MemoryNeed {
  /** Its weights. Members with the same file share them. */
  readonly weights: number;
  /** The context in which all slots of one member run: what was read so far, and room to compute. */
  readonly context: number;
  /** What is needed besides, whatever the model. */
  readonly runtime: number;
}

/** All of it together, in bytes. */
export function totalOf({ weights, context, runtime }: MemoryNeed): number {
  return weights + context + runtime;
}

/** The part of a spec that decides how large a context is. */
export type ContextShape = Pick<LlamaSpec, 'slots' | 'contextSize'>;

/** Bytes that there are, of the system's memory and of the graphics processor's. */
export interface MemoryThereIs {
  readonly system: number;
  /** 0 where it is the system's, or where nothing is computed there. */
  readonly graphics: number;
}

/**
 * What the model of `insights` will take, by llama.cpp's own reckoning; null where it cannot tell. Loading made the
 * process grow by less than that, for models from 0.3 to 100 MiB; long prompts then took up to a quarter more.
 */
export async function memoryNeed(
  insights: GgufInsights,
  llama: Llama,
  { slots, contextSize }: ContextShape,
): Promise<MemoryNeed | null> {
  // The header is somebody else's: it may say anything.
  const trained = Number(insights.trainContextSize);
  const weights = await insights.estimateModelResourceRequirementsV2({ gpuLayers: 0 });
  const context = await insights.estimateContextResourceRequirementsV2({
    contextSize: trained > 0 ? Math.min(contextSize, trained) : contextSize,
    sequences: slots,
    batchSize: batchSizeOf(llama, slots),
    modelGpuLayers: 0,
  });
  const need = { weights: weights.cpuRam, context: context.cpuRam, runtime: RUNTIME };
  return Number.isFinite(totalOf(need)) ? need : null;
}

/** What there is on this machine for a model on `llama`'s device. */
export async function memoryThereIs(llama: Llama): Promise<MemoryThereIs> {
  const system = availableMemory();
  if (llama.gpu === false) return { system, graphics: 0 };
  const { free, unifiedSize } = await llama.getVramState();
  return { system, graphics: unifiedSize > 0 ? 0 : free };
}

/**
 * Refuses what there is no room for. It may be retried: memory comes and goes.
 * @throws PacoreError PACORE_MODEL_LOAD
 */
export function refuseTooLarge(spec: ContextShape & { model: string }, need: number, { system, graphics }: MemoryThereIs): void {
  if (need <= system + graphics) return;
  const { model, slots, contextSize } = spec;
  const where = graphics === 0 ? '' : `, ${mebibytes(graphics)} MiB of it the graphics processor's`;
  const message =
    `Not enough memory for ${model} with ${slots} slots of ${contextSize} tokens: ` +
    `it needs about ${mebibytes(need)} MiB, and ${mebibytes(system + graphics)} MiB are available${where}.`;
  throw new PacoreError('PACORE_MODEL_LOAD', message);
}

/**
 * Refuses a model that is too large, before its weights are loaded.
 * @throws PacoreError PACORE_MODEL_LOAD
 */
export async function checkMemory(library: Library, llama: Llama, spec: LlamaSpec): Promise<void> {
  // What is wrong with a header that cannot be read is said by who loads it.
  const header = await readHeader(library, spec.path).catch(() => null);
  if (header === null) return;
  const need = await memoryNeed(await library.GgufInsights.from(header, llama), llama, spec).catch(() => null);
  if (need !== null) refuseTooLarge(spec, totalOf(need), await memoryThereIs(llama));
}

/**
 * Refuses a context that is too large, on weights that are loaded.
 * @throws PacoreError PACORE_MODEL_LOAD
 */
export async function checkContextMemory(insights: GgufInsights, llama: Llama, spec: LlamaSpec): Promise<void> {
  const need = await memoryNeed(insights, llama, spec).catch(() => null);
  if (need !== null) refuseTooLarge(spec, need.context, await memoryThereIs(llama));
}

/** Bytes as whole mebibytes, rounded up. */
export function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
