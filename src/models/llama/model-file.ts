import { open, stat } from 'node:fs/promises';
import { messageOf, PacoreError } from '../../errors.ts';
import { isHubReference, partsOf } from '../hub/reference.ts';

const MAGIC = 'GGUF';

/**
 * Looks at a model's files before llama.cpp does, whose messages are of the kind "Failed to load model".
 * @param reference what the configuration calls it
 * @throws PacoreError PACORE_MODEL_LOAD when a file is missing, is no file, cannot be read or is no GGUF file.
 */
export async function checkModelFile(path: string, reference: string): Promise<void> {
  for (const part of partsOf(path)) await checkPart(part, reference);
}

async function checkPart(path: string, reference: string): Promise<void> {
  const start = await readStart(path).catch((error: unknown) => {
    if (error instanceof PacoreError) throw error;
    if (isHubReference(reference) && isMissing(error)) throw notDownloaded(reference);
    throw badModel(path, reasonOf(error));
  });
  if (start.length === 0) throw badModel(path, 'the file is empty');
  if (start !== MAGIC) throw badModel(path, `it is not a GGUF file, which would start with '${MAGIC}'`);
}

/** Nothing is downloaded unasked: it may be gigabytes. */
function notDownloaded(reference: string): PacoreError {
  const message = `The model ${reference} is not downloaded yet; run: pacore models pull ${reference}`;
  return new PacoreError('PACORE_MODEL_LOAD', message, { retryable: false });
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
  if (isMissing(error)) return 'there is no such file';
  return codeOf(error) === 'EACCES' ? 'permission to read it is denied' : messageOf(error);
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
