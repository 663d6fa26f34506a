import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request was. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
  readonly userAgent: string | undefined;
}

/** A hub of the test's own, on this machine. What it does may be changed at any time. */
export interface TestHub {
  readonly address: string;
  readonly asked: Asked[];
  /** The files of each repository, by `owner/repo/path`. */
  readonly files: Map<string, Buffer>;
  /** Which file a quantisation is, by `owner/repo:QUANT`; anything at all, as a hostile hub might answer. */
  readonly quants: Map<string, unknown>;
  /** Bytes of files sent so far. */
  served: number;
  /** Every request is answered with this status. */
  status: number | null;
  /** The connection is lost when a file's answer has had so many bytes. */
  cutAfter: number;
  /** After so many bytes of an answer nothing more comes. */
  silentAfter: number;
  /** What it announces as size, whatever it sends. */
  announces: number | null;
  /** Whether it can begin in the middle of a file. */
  ranges: boolean;
  /** Whether files have an etag; it is their SHA-256. */
  etags: boolean;
  /** Where files are stored: requests for their bytes are sent there. */
  storage: string | null;
  close(): Promise<void>;
}

/** Starts a hub that speaks the routes of Hugging Face that are needed: manifests, and files with ranges. */
export async function startHub(): Promise<TestHub> {
  const server = createServer((request, response) => {
    void answer(hub, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hub: TestHub = {
    address: `http://127.0.0.1:${port}`,
    asked: [],
    files: new Map(),
    quants: new Map(),
    served: 0,
    status: null,
    cutAfter: Infinity,
    silentAfter: Infinity,
    announces: null,
    ranges: true,
    etags: true,
    storage: null,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return hub;
}

async function answer(hub: TestHub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url: path = '', headers } = request;
  const { range, authorization, 'user-agent': userAgent } = headers;
  hub.asked.push({ method, path, range, authorization, userAgent });
  const manifest = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(path);
  const content = hub.files.get(decodeURIComponent(path).slice(1).replace('/resolve/main/', '/'));
  if (hub.status !== null) fail(response, hub.status);
  else if (manifest !== null) name(hub.quants.get(`${manifest[1] ?? ''}:${manifest[2] ?? ''}`), response);
  else if (content === undefined) fail(response, 404);
  else if (hub.storage !== null) redirect(hub, hub.storage + path, content, response);
  else await send(hub, content, request, response);
}

function fail(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end('{"error":"the details"}');
}

function name(file: unknown, response: ServerResponse): void {
  if (file === undefined) fail(response, 400);
  else response.end(JSON.stringify(typeof file === 'string' ? { ggufFile: { rfilename: file } } : file));
}

/** As Hugging Face does it: the answer that leads elsewhere says what will be found there. */
function redirect(hub: TestHub, location: string, content: Buffer, response: ServerResponse): void {
  response.setHeader('x-linked-size', content.length);
  if (hub.etags) response.setHeader('x-linked-etag', etagOf(content));
  response.writeHead(302, { location }).end();
}

async function send(hub: TestHub, content: Buffer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const start = hub.ranges ? Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
  const rest = content.subarray(start);
  if (hub.etags) response.setHeader('etag', etagOf(content));
  if (start > 0) {
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${start}-${content.length - 1}/${content.length}`);
  }
  response.setHeader('content-length', hub.announces ?? rest.length);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const most = Math.min(rest.length, hub.cutAfter, hub.silentAfter);
  hub.served += most;
  response.write(rest.subarray(0, most));
  if (most === hub.silentAfter) return;
  if (most < (hub.announces ?? rest.length)) {
    await new Promise((resolve) => response.write('', resolve));
    response.destroy();
  } else response.end();
}

function etagOf(content: Buffer): string {
  return `"${createHash('sha256').update(content).digest('hex')}"`;
}
