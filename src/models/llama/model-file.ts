import { open, stat } from 'node:fs/promises';
import { messageOf, PacoreError } from '../../errors.ts';

const MAGIC = 'GGUF';

/**
 * Looks at a model file before llama.cpp does, whose messages are of the kind "Failed to load model".
 * @throws PacoreError PACORE_MODEL_LOAD when the file is missing, is no file, cannot be read or is no GGUF file.
 */
export async function checkModelFile(path: string): Promise<void> {
  const start = await readStart(path).catch((error: unknown) => {
    throw error instanceof PacoreError ? error : badModel(path, reasonOf(error));
  });
  if (start.length === 0) throw badModel(path, 'the file is empty');
  if (start !== MAGIC) throw badModel(path, `it is not a GGUF file, which would start with '${MAGIC}'`);
}

/** The failure of a model file that is at fault itself, so that trying again cannot help. */
export function badModel(path: string, reason: string, cause?: unknown): PacoreError {
  return new PacoreError('PACORE_MODEL_LOAD', `Cannot load the model ${path}: ${reason}.`, {
    retryable: false,
    cause,
  });
}

async function readStart(path: string): Promise<string> {
  if ((await stat(path)).isDirectory()) throw badModel(path, 'it is a folder, not a GGUF file');
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES') return 'permission to read it is denied';
  return messageOf(error);
}
