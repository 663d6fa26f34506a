import { stat } from 'node:fs/promises';
import type * as LibraryModule from 'node-llama-cpp';
import { messageOf, PacoreError } from '../../errors.ts';
import { badModel } from './model-file.ts';
import type { LlamaSpec } from './spec.ts';

type Library = typeof LibraryModule;

/**
 * Says why a model could not be loaded. llama.cpp only says that it failed, so the file is looked at once more: its
 * header, and whether all of its tensors are there.
 */
export async function loadFailure(library: Library, spec: LlamaSpec, error: unknown): Promise<PacoreError> {
  if (error instanceof PacoreError) return error;
  if (error instanceof library.InsufficientMemoryError) {
    const message = `Not enough memory for ${spec.model} with ${spec.slots} slots of ${spec.contextSize} tokens.`;
    return new PacoreError('PACORE_MODEL_LOAD', message, { cause: error });
  }
  if (error instanceof library.NoBinaryFoundError) return noDevice(spec, error);
  return badModel(spec.path, await findFault(library, spec.path, error), error);
}

/** The failure of a device that this machine does not have, or that llama.cpp has no binary for. */
export function noDevice({ model, gpu }: LlamaSpec, cause?: unknown): PacoreError {
  const device = gpu === false ? 'the CPU of this machine' : `gpu: ${gpu} on this machine`;
  const message = `Cannot load ${model}: llama.cpp cannot compute on ${device}.`;
  return new PacoreError('PACORE_MODEL_LOAD', message, { retryable: false, cause });
}

async function findFault(library: Library, path: string, error: unknown): Promise<string> {
  try {
    const info = await library.readGgufFileInfo(path, { sourceType: 'filesystem', logWarnings: false });
    const { size } = await stat(path);
    const { modelSize } = await library.GgufInsights.from(info);
    // A model in several files is not measured: its size is that of all of them.
    const start = info.splicedParts === 1 ? Number(info.fullTensorInfo?.[0]?.fileOffset ?? 0) : -modelSize;
    const needed = start + modelSize;
    if (size < needed) return `the file is cut off: it has ${size} bytes and needs ${needed}`;
    const { architecture } = info.metadata.general;
    return `its tensors are damaged, or llama.cpp does not know its architecture '${architecture}'`;
  } catch {
    // The header itself cannot be read; how exactly that failed says little, what failed first says more.
    return `its header is damaged or cut off (${messageOf(error)})`;
  }
}
