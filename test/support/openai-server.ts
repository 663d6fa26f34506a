import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { probe, type Probe } from './probe.ts';

/** A request for a completion that the server has read. */
interface Asked {
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
  /** Resolves when its connection is gone, or its answer complete. */
  readonly closed: Promise<'closed' | 'complete'>;
}

/** How the server treats one request for a completion. */
export type Scene = (response: ServerResponse) => void | Promise<void>;

/** An OpenAI-compatible endpoint of the test's own, on this machine. What it does may be changed at any time. */
export interface OpenAiServer {
  readonly baseUrl: string;
  readonly asked: Probe<Asked>;
  /** Paths of all requests, in turn. */
  readonly paths: string[];
  /** One for each request; the last one goes on. */
  scenes: readonly Scene[];
  /** How it answers `GET models`. */
  models: Scene;
  close(): Promise<void>;
}

/** Starts an endpoint. */
export async function startOpenAiServer(): Promise<OpenAiServer> {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint: OpenAiServer = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: probe(),
    paths: [],
    scenes: [],
    models: refuses(200, { object: 'list', data: [] }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    endpoint.paths.push(request.url ?? '');
    if (request.method === 'GET') {
      await endpoint.models(response);
      return;
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of request) pieces.push(piece as Uint8Array);
    const closed = once(response, 'close').then(() => (response.writableFinished ? 'complete' : 'closed'));
    const [scene] = endpoint.scenes;
    if (endpoint.scenes.length > 1) endpoint.scenes = endpoint.scenes.slice(1);
    endpoint.asked.push({ body: JSON.parse(Buffer.concat(pieces).toString()), headers: request.headers, closed });
    await scene?.(response);
  }

  return endpoint;
}

/** Answers with a status and JSON (or a text as it is), and ends. */
export function refuses(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Scene {
  return (response) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  };
}

/** An OpenAI error object. */
export function failure(message: string, code: string | null = null) {
  return { error: { message, type: 'test', param: null, code } };
}

/** Streams raw lines as events; then ends, or does what `then` says. */
export function streams(events: readonly unknown[], then: Scene = (response) => void response.end()): Scene {
  return async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    for (const event of events) response.write(eventOf(event));
    await then(response);
  };
}

/** Streams an answer as endpoints do: the role, pieces, the reason of the end, the usage, [DONE]. */
export function says(
  text: string,
  usage: unknown = { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 },
): Scene {
  return streams([piece(''), ...piecesOf(text).map((part) => piece(part)), finish('stop'), usageOf(usage), '[DONE]']);
}

/** Closes the connection without a word. */
export const resets: Scene = (response) => {
  response.socket?.resetAndDestroy();
};

/** Says nothing more, and leaves the connection open. */
export const silence: Scene = () => undefined;

/** The connection is lost once what was written is on its way. */
export const cuts: Scene = (response) => {
  response.write('', () => response.socket?.destroy());
};

/** An event with a piece of text. */
export function piece(content: unknown, logprobs?: unknown) {
  return chunk([{ index: 0, delta: { role: 'assistant', content }, logprobs, finish_reason: null }]);
}

/** The event that says why it ends. */
export function finish(reason: unknown) {
  return chunk([{ index: 0, delta: {}, finish_reason: reason }]);
}

/** The event that says what it cost. */
export function usageOf(usage: unknown) {
  return { ...chunk([]), usage };
}

function chunk(choices: readonly unknown[]) {
  return { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'test', choices };
}

function piecesOf(text: string): readonly string[] {
  return text.match(/\s*\S+/g) ?? [];
}

function eventOf(event: unknown): string {
  return `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`;
}
