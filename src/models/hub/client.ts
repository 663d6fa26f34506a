/** What is asked of a hub: which files make up a model, how large each is, and the bytes of one. */
import { textAt } from '../untrusted.ts';
import { exchange, type Hub } from './exchange.ts';
import { downloadFailure } from './failure.ts';
import { partsOf, type HubReference } from './reference.ts';

/** A file as the hub announces it. */
export interface RemoteFile {
  /** The model it belongs to, for messages. */
  readonly label: string;
  readonly url: URL;
  /** In bytes. */
  readonly size: number;
  /** Changes with the content; of a large file it is its SHA-256. Null when the hub says nothing of the kind. */
  readonly etag: string | null;
}

const MOST_REDIRECTS = 5;
/** A manifest longer than this cannot be meant; 4 MiB. */
const MOST_MANIFEST_BYTES = 2 ** 22;

/**
 * The files of a model, in order, each with its size.
 * @throws PacoreError PACORE_DOWNLOAD, PACORE_ABORTED
 */
export async function filesOf(hub: Hub, reference: HubReference, signal: AbortSignal): Promise<readonly RemoteFile[]> {
  const { label, owner, repo, wanted } = reference;
  const first = 'file' in wanted ? wanted.file : await fileOfQuant(hub, reference, wanted.quant, signal);
  const files: RemoteFile[] = [];
  for (const file of partsOf(first)) {
    const url = addressOf(hub, owner, repo, 'resolve', 'main', ...file.split('/'));
    files.push(await announced(hub, label, url, signal));
  }
  return files;
}

/**
 * Hands over the bytes of a file from `start` on, each piece with its place in the file; from 0 on where the hub cannot
 * begin in the middle. Returns when the hub has ended, early or not.
 * @throws PacoreError PACORE_DOWNLOAD, PACORE_ABORTED; or what `take` throws, if it is a PacoreError
 */
export function readFrom(
  hub: Hub,
  { label, url, size }: RemoteFile,
  start: number,
  signal: AbortSignal,
  take: (piece: Uint8Array, position: number) => Promise<void>,
): Promise<void> {
  const headers = start > 0 ? { range: `bytes=${start}-` } : {};
  return exchange(hub, { label, url, headers }, signal, async (answer, heard) => {
    const resumed = answer.status === 206 && answer.headers.get('content-range')?.startsWith(`bytes ${start}-`);
    let position = resumed === true ? start : 0;
    for await (const piece of bodyOf(answer)) {
      heard();
      if (position + piece.length > size) {
        throw downloadFailure(label, `${url.host} sent more than the ${size} bytes that it had announced`, false);
      }
      await take(piece, position);
      position += piece.length;
    }
  });
}

/** The hub knows which of its files a quantisation is; it says so only to llama.cpp. */
async function fileOfQuant(hub: Hub, reference: HubReference, quant: string, signal: AbortSignal): Promise<string> {
  const { label, owner, repo } = reference;
  const url = addressOf(hub, 'v2', owner, repo, 'manifests', quant);
  const request = { label, url, headers: { 'user-agent': 'llama-cpp' } };
  const file = await exchange(hub, request, signal, async (answer, heard) => {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of bodyOf(answer)) {
      heard();
      size += piece.length;
      if (size > MOST_MANIFEST_BYTES) return null;
      pieces.push(piece);
    }
    return fileIn(Buffer.concat(pieces).toString());
  });
  if (file === null) throw downloadFailure(label, `${url.host} does not say which of its files is ${quant}`, false);
  return file;
}

/** The file that a manifest names: below the repository, and a GGUF file. */
function fileIn(manifest: string): string | null {
  const file = textAt(parsed(manifest), 'ggufFile', 'rfilename');
  if (file === null || !/\.gguf$/i.test(file)) return null;
  return file.split('/').some((part) => part === '' || part === '.' || part === '..') ? null : file;
}

/**
 * Size and identity of a file. The hub's own answer has them; it leads to another host that stores the bytes, which
 * knows less, so redirects to other hosts are followed only when the hub said nothing.
 */
async function announced(hub: Hub, label: string, url: URL, signal: AbortSignal): Promise<RemoteFile> {
  let at = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const request = { label, url: at, method: 'HEAD', redirect: 'manual' } as const;
    const { headers, status } = await exchange(hub, request, signal, (answer) => Promise.resolve(answer));
    const location = headers.get('location');
    const size = sizeIn(headers.get('x-linked-size') ?? (status < 300 ? headers.get('content-length') : null));
    if (size !== null) return { label, url, size, etag: etagIn(headers.get('x-linked-etag') ?? headers.get('etag')) };
    if (status < 300 || location === null || !URL.canParse(location, at.href)) break;
    at = new URL(location, at);
  }
  throw downloadFailure(label, `${url.host} does not say how large it is`, false);
}

function sizeIn(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

/** The tag without the marks around it. */
function etagIn(header: string | null): string | null {
  return header?.replace(/^W\//, '').replaceAll('"', '') ?? null;
}

async function* bodyOf(answer: Response): AsyncGenerator<Uint8Array, void> {
  if (answer.body !== null) yield* answer.body;
}

function addressOf({ endpoint }: Hub, ...path: readonly string[]): URL {
  const base = endpoint.href.replace(/\/$/, '');
  return new URL(`${base}/${path.map((part) => encodeURIComponent(part)).join('/')}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
