/** One file from the hub to the disk, whatever happens in between. */
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { messageOf, PacoreError } from '../../errors.ts';
import { pause } from '../interruption.ts';
import { readFrom, type RemoteFile } from './client.ts';
import type { Hub } from './exchange.ts';
import { aborted, downloadFailure, writeFailure } from './failure.ts';

/** Waits before a lost connection is made again. When bytes came in between, it begins with the first. */
const WAITS_MS = [1000, 2000, 4000];

/**
 * Brings a file to a part file beside `path`, or goes on with what is there of it, and checks size and, where the hub
 * announced it, SHA-256. Two processes may do so at the same time: both write the same bytes in the same places.
 * @param onBytes called with the number of bytes that are there, each time more have come
 * @returns the path of the part file, complete and to be renamed
 * @throws PacoreError PACORE_DOWNLOAD, PACORE_ABORTED; what has come so far stays
 */
export async function transfer(
  hub: Hub,
  file: RemoteFile,
  path: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const part = partFile(path, file);
  await removeOtherParts(path, part);
  const handle = await openPart(part, file);
  try {
    await fetchAll(hub, file, handle, signal, onBytes);
    // After a power failure the name must not be there without the bytes.
    await handle.sync();
  } finally {
    await handle.close();
  }
  await checkContent(part, file, signal);
  return part;
}

/** How much of a file is beside `path` already, in bytes. */
export async function bytesThere(path: string, file: RemoteFile): Promise<number> {
  const there = await stat(partFile(path, file)).catch(() => null);
  return there === null || file.etag === null || there.size > file.size ? 0 : there.size;
}

/** The name says which content it is a part of, so that pieces of two versions never come together. */
function partFile(path: string, { etag, size }: RemoteFile): string {
  const content = createHash('sha256').update(`${etag ?? ''} ${size}`).digest('hex').slice(0, 16);
  return `${path}.${content}.part`;
}

/** Parts of an earlier version are of no use any more. */
async function removeOtherParts(path: string, part: string): Promise<void> {
  const names = await readdir(dirname(path)).catch(() => []);
  const parts = names.filter((name) => name.startsWith(`${basename(path)}.`) && name.endsWith('.part'));
  for (const name of parts) if (name !== basename(part)) await rm(join(dirname(path), name), { force: true });
}

async function openPart(part: string, { label, etag, size }: RemoteFile): Promise<FileHandle> {
  try {
    const handle = await open(part, constants.O_RDWR | constants.O_CREAT);
    // Without an etag nobody knows whether the file on the hub is still the same.
    if (etag === null || (await handle.stat()).size > size) await handle.truncate();
    return handle;
  } catch (error) {
    throw writeFailure(label, part, error);
  }
}

async function fetchAll(
  hub: Hub,
  file: RemoteFile,
  handle: FileHandle,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let { size: there } = await handle.stat();
  let failures = 0;
  const take = async (piece: Uint8Array, position: number) => {
    await write(handle, piece, position, file);
    there = position + piece.length;
    onBytes(there);
  };
  while (there < file.size) {
    const before = there;
    try {
      await readFrom(hub, file, there, signal, take);
      if (there === before) throw downloadFailure(file.label, `${file.url.host} sent nothing more`, true);
      failures = 0;
    } catch (error) {
      failures = there > before ? 1 : failures + 1;
      const wait = WAITS_MS[failures - 1];
      const isLost = error instanceof PacoreError && error.code === 'PACORE_DOWNLOAD' && error.retryable;
      if (!isLost || wait === undefined) throw error;
      await pause(wait, hub.clock, signal);
    }
  }
}

async function write(handle: FileHandle, piece: Uint8Array, position: number, { label }: RemoteFile): Promise<void> {
  try {
    for (let done = 0; done < piece.length; ) {
      done += (await handle.write(piece, done, piece.length - done, position + done)).bytesWritten;
    }
  } catch (error) {
    throw writeFailure(label, 'the models folder', error);
  }
}

/** Of a large file the etag is the SHA-256 of its content. */
async function checkContent(part: string, { label, url, etag }: RemoteFile, signal: AbortSignal): Promise<void> {
  if (etag === null || !/^[0-9a-f]{64}$/i.test(etag)) return;
  if ((await sha256(part, label, signal)) === etag.toLowerCase()) return;
  await rm(part, { force: true });
  throw downloadFailure(label, `what came is not what ${url.host} had announced (SHA-256); it was deleted`, true);
}

async function sha256(path: string, label: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { signal }) as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (error) {
    throw signal.aborted ? aborted(label) : downloadFailure(label, `${path} cannot be read: ${messageOf(error)}`, true);
  }
  return hash.digest('hex');
}
