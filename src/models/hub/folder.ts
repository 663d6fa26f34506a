/** The folder in which downloaded models are kept. */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { savedAs, referenceOf, partOf, type HubReference } from './reference.ts';

/** A model in the models folder. */
export interface DownloadedModel {
  /** As a configuration names it. */
  readonly reference: string;
  /** Its file; of a model in several files, the first. */
  readonly path: string;
}

/**
 * The models folder: PACORE_MODELS_FOLDER, or pacore/models in the user's cache folder. Whether it is there is not
 * asked here.
 */
export function modelsFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { PACORE_MODELS_FOLDER: own, XDG_CACHE_HOME: cache } = environment;
  if (own !== undefined && own !== '') return resolve(own);
  const root = cache === undefined || cache === '' ? join(homedir(), '.cache') : cache;
  return resolve(root, 'pacore', 'models');
}

/** Where a model is, or will be once it is downloaded; of a model in several files, the first. */
export function downloadedFile(reference: HubReference, folder: string): string {
  const path = join(folder, ...savedAs(reference).split('/'));
  if (existsSync(path)) return path;
  // Only the hub knows whether a quantisation is in one file or in several.
  const start = `${basename(path).slice(0, -'.gguf'.length)}-00001-of-`;
  const first = namesIn(dirname(path)).find((name) => name.startsWith(start) && partOf(name)?.part === 1);
  return first === undefined ? path : join(dirname(path), first);
}

/** The models in the folder, sorted by reference; none when there is no such folder. */
export function downloadedModels(folder: string): readonly DownloadedModel[] {
  return filesBelow(folder)
    .filter((path) => (partOf(path)?.part ?? 1) === 1)
    .flatMap((path) => {
      const reference = referenceOf(path.split(sep).join('/'));
      return reference === null ? [] : [{ reference, path: join(folder, path) }];
    })
    .sort((one, other) => (one.reference < other.reference ? -1 : 1));
}

function filesBelow(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.gguf'));
    return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  } catch {
    return []; // No such folder, or one that may not be looked into.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
