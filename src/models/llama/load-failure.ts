import type * as LibraryModule from 'node-llama-cpp';
import { messageOf, PacoreError } from '../../errors.ts';
import { partsOf } from '../hub/reference.ts';
import { cutOff, readHeader } from './header.ts';
import { textAt } from '../untrusted.ts';
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
    for (const part of partsOf(path)) {
      const cut = await cutOff(library, part);
      if (cut !== null) return cut;
    }
    // Whoever made the file wrote this name: it may hold anything.
    const name = textAt((await readHeader(library, path)).metadata, 'general', 'architecture') ?? '';
    const shown = name.replace(/[^\w.-]/g, '?').slice(0, 40);
    return `its tensors are damaged, or llama.cpp does not know its architecture '${shown}'`;
  } catch {
    // The header itself cannot be read; how exactly that failed says little, what failed first says more.
    return `its header is damaged or cut off (${messageOf(error)})`;
  }
}
