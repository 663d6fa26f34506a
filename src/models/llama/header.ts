/** What the header of a GGUF file says about the rest of it. */
import { stat } from 'node:fs/promises';
import type * as LibraryModule from 'node-llama-cpp';
import type { GgufFileInfo } from 'node-llama-cpp';

type Library = typeof LibraryModule;

/** Reads the header of a model; of one in several files, the headers of all. Throws what the library throws. */
export function readHeader(library: Library, path: string): Promise<GgufFileInfo> {
  return library.readGgufFileInfo(path, { sourceType: 'filesystem', logWarnings: false });
}

/**
 * Says how much of a GGUF file is missing; null when all of its tensors are there. One file is looked at, whether it is
 * a model or a part of one. Throws what the library throws when the header cannot be read.
 */
export async function cutOff(library: Library, path: string): Promise<string | null> {
  const options = { sourceType: 'filesystem', logWarnings: false, spliceSplitFiles: false } as const;
  const info = await library.readGgufFileInfo(path, options);
  const { size } = await stat(path);
  const { modelSize } = await library.GgufInsights.from(info);
  const first = info.tensorInfo?.[0];
  const start = first === undefined ? 0 : Number(first.fileOffset) - Number(first.offset);
  const needed = start + modelSize;
  return size < needed ? `the file is cut off: it has ${size} bytes and needs ${needed}` : null;
}
