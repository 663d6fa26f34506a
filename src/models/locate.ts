import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PacoreError } from '../errors.ts';
import { downloadedFile, modelsFolder } from './hub/folder.ts';
import { isHubReference, parseHubReference } from './hub/reference.ts';

/** Where a model reference leads: the name shown to people and the file. */
export interface LocatedModel {
  readonly label: string;
  readonly path: string;
}

const EMBEDDED = 'embedded:';
const SUFFIX = '.gguf';
/** The package's own models; the same place from src/ and from dist/. */
const EMBEDDED_FOLDER = fileURLToPath(new URL('../../models/', import.meta.url));

/**
 * Finds the file of a model reference: `embedded:NAME`, `hf:owner/repo:QUANT` or `hf:owner/repo/file.gguf` in the models
 * folder, or a path (a relative one from `baseFolder`). Whether there is such a file is not asked here, nor is anything
 * downloaded: a missing file is a failure to load, and as such the member's.
 * @throws PacoreError PACORE_CONFIG for a reference that can never lead anywhere.
 */
export function locateModel(reference: string, baseFolder: string): LocatedModel {
  if (reference.trim() === '') throw invalid('The model reference is empty.');
  if (reference.startsWith(EMBEDDED)) return locateEmbedded(reference);
  if (isHubReference(reference)) return locateDownloaded(reference);
  if (/^https?:/.test(reference)) {
    throw invalid(`Model '${reference}' is an address; give hf:owner/repo:QUANT, embedded:NAME or the path of a GGUF file.`);
  }
  return { label: reference, path: resolve(baseFolder, reference) };
}

/** The names that `embedded:` knows, sorted. */
export function embeddedModels(): readonly string[] {
  return readdirSync(EMBEDDED_FOLDER)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
}

function locateDownloaded(reference: string): LocatedModel {
  return { label: reference, path: downloadedFile(parseHubReference(reference), modelsFolder()) };
}

function locateEmbedded(reference: string): LocatedModel {
  const name = reference.slice(EMBEDDED.length);
  const names = embeddedModels();
  // A list of names, not a path: nothing with a slash or a dot gets near the file system.
  if (!names.includes(name)) {
    throw invalid(`There is no embedded model '${name}'. There are: ${names.join(', ')}.`);
  }
  return { label: reference, path: join(EMBEDDED_FOLDER, name + SUFFIX) };
}

function invalid(message: string): PacoreError {
  return new PacoreError('PACORE_CONFIG', message, { retryable: false });
}
