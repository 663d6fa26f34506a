/** From a reference to a model on the disk. */
import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../../errors.ts';
import { filesOf, type RemoteFile } from './client.ts';
import type { Hub } from './exchange.ts';
import { downloadFailure, writeFailure } from './failure.ts';
import { downloadedFile } from './folder.ts';
import { partsOf, savedAs, suffix, type HubReference } from './reference.ts';
import { bytesThere, transfer } from './transfer.ts';

/** How far a download is. */
export interface PullProgress {
  readonly bytes: number;
  readonly totalBytes: number;
}

/** Where a model comes from, where it goes, and who looks at it. */
export interface PullOptions {
  readonly hub: Hub;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PullProgress) => void;
  /** What is wrong with a GGUF file, null when it is complete. Asked of every file before it gets its name. */
  readonly faultOf: (path: string) => Promise<string | null>;
}

/** A model on the disk. */
export interface PulledModel {
  readonly reference: string;
  /** Its file; of a model in several files, the first. */
  readonly path: string;
  /** Of all its files. */
  readonly bytes: number;
  /** False when it was there already. */
  readonly downloaded: boolean;
}

/** A file and the place where it belongs. */
interface Item {
  readonly file: RemoteFile;
  readonly path: string;
}

/**
 * Downloads a model, or goes on with a download that was interrupted; one that is there and complete is left as it is,
 * and the hub is not asked. A file gets its name only when it is complete and checked.
 * @throws PacoreError PACORE_DOWNLOAD, PACORE_ABORTED; what has come stays for the next time
 */
export async function pullModel(reference: HubReference, options: PullOptions): Promise<PulledModel> {
  const there = await existing(reference, options);
  if (there !== null) return there;
  try {
    return await download(reference, options);
  } catch (error) {
    // Another process may have downloaded the same meanwhile, and given its file the final name.
    const other = options.signal.aborted ? null : await existing(reference, options);
    if (other === null) throw error;
    return other;
  }
}

async function download(reference: HubReference, options: PullOptions): Promise<PulledModel> {
  const { hub, folder, signal } = options;
  const files = await filesOf(hub, reference, signal);
  const items = files.map((file, index) => ({ file, path: join(folder, nameOf(reference, index + 1, files.length)) }));
  await prepare(items, reference.label);
  await fetchItems(items, options);
  return { reference: reference.label, path: items[0]?.path ?? '', bytes: sum(items), downloaded: true };
}

async function existing(reference: HubReference, { folder, faultOf }: PullOptions): Promise<PulledModel | null> {
  const path = downloadedFile(reference, folder);
  let bytes = 0;
  for (const part of partsOf(path)) {
    const info = await stat(part).catch(() => null);
    if (info === null || (await faultOf(part).catch(() => '')) !== null) return null;
    bytes += info.size;
  }
  return { reference: reference.label, path, bytes, downloaded: false };
}

/** The name of a file below the models folder. */
function nameOf(reference: HubReference, part: number, parts: number): string {
  const name = savedAs(reference);
  if (parts === 1) return name;
  const whole = 'file' in reference.wanted ? (partsOf(name)[part - 1] ?? name) : null;
  return whole ?? name.replace(/\.gguf$/, suffix(part, parts));
}

/** Makes the folder and sees whether there is room. */
async function prepare(items: readonly Item[], label: string): Promise<void> {
  const folder = dirname(items[0]?.path ?? '');
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(label, folder, error);
  });
  const disk = await statfs(folder).catch(() => null);
  if (disk === null) return;
  const there = await Promise.all(items.map(({ file, path }) => bytesThere(path, file)));
  const needed = sum(items) - there.reduce((total, bytes) => total + bytes, 0);
  const free = disk.bavail * disk.bsize;
  if (needed > free) {
    const sizes = `${mebibytes(needed)} MiB are needed and ${mebibytes(free)} MiB are free in ${folder}`;
    throw downloadFailure(label, `${sizes}; PACORE_MODELS_FOLDER names another folder`, false);
  }
}

async function fetchItems(items: readonly Item[], options: PullOptions): Promise<void> {
  const { hub, signal, onProgress } = options;
  const totalBytes = sum(items);
  const label = items[0]?.file.label ?? "";
  const complete: (readonly [from: string, to: string])[] = [];
  let before = 0;
  for (const { file, path } of items) {
    const start = before;
    const part = await transfer(hub, file, path, signal, (bytes) => onProgress({ bytes: start + bytes, totalBytes }));
    await check(part, file, options);
    complete.push([part, path]);
    before += file.size;
  }
  // The first file last: while it is missing the model is not there.
  for (const [from, to] of complete.reverse()) await name(from, to, label);
}

async function check(part: string, { label, url }: RemoteFile, { faultOf }: PullOptions): Promise<void> {
  const fault = await faultOf(part).catch((error: unknown) => messageOf(error));
  if (fault === null) return;
  await rm(part, { force: true });
  throw downloadFailure(label, `what ${url.host} has is no usable model: ${fault}`, false);
}

async function name(from: string, to: string, label: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    throw writeFailure(label, to, error);
  }
}

function sum(items: readonly Item[]): number {
  return items.reduce((total, { file }) => total + file.size, 0);
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
