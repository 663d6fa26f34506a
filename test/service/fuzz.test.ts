import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { startService, type RunningService } from '../support/service.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

/** Whatever is sent: an answer below 500 or a 503, and a service that goes on. */
const RUNS = 1500;
const folder = temporaryFolders();
let service: RunningService;
beforeAll(async () => {
  service = await startService({
    storage: { path: join(folder(), 'pacore.db') },
    settings: { bodyLimit: 20_000, maxPrompt: 5000, drainTimeout: 1 },
  });
});
afterAll(async () => {
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  await service.close();
});

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The status; 0 where the connection was closed without an answer. Streams are left after their head. */
function statusOf({ method, path, headers, body }: Sent): Promise<number> {
  return new Promise((resolve) => {
    const sent = httpRequest(service.url + path, { method, headers, agent: false });
    sent.once('response', (response) => {
      resolve(response.statusCode ?? 0);
      sent.destroy();
    });
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}

const isFine = (status: number) => status < 500 || status === 503;
const oneOf = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);

const method = oneOf('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS');
const segment = fc.oneof(
  oneOf(
    'v1',
    'chat',
    'completions',
    'models',
    'tasks',
    'events',
    'members',
    'restart',
    'replay',
    'feedback',
    'docs',
    'metrics',
  ),
  fc.string({ maxLength: 30 }).map(encodeURIComponent),
  oneOf('..', '%2e%2e', '%00', '%', '%ff', '*', '__proto__', 'constructor', 'x'.repeat(600)),
);
const path = fc.oneof(
  oneOf('/v1/chat/completions', '/v1/tasks', '/v1/members/a/restart', '/v1/models/a', '/metrics', '/v1/feedback'),
  fc
    .tuple(fc.array(segment, { maxLength: 5 }), fc.option(fc.webQueryParameters(), { nil: '' }))
    .map(([segments, query]) => `/${segments.join('/')}${query === '' ? '' : `?${query}`}`),
);

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constant('\ud800'),
  fc.constant('x'.repeat(6000)),
);
const anything = fc.anything({ maxDepth: 3, withNullPrototype: false });
const field = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: anything });
const message = field(
  fc.record({ role: field(oneOf('system', 'user', 'assistant', 'developer', 'tool')), content: field(text) }),
);
const chat = fc.record(
  {
    model: field(oneOf('pacore', 'a', 'pacore/borda_count', 'pacore/', '', '__proto__')),
    messages: field(fc.array(message, { maxLength: 4 })),
    stream: field(fc.boolean()),
    n: field(oneOf(1, 2, 16, 17, 0, -1, 1e9)),
    max_tokens: field(oneOf(1, 5, 0, 2 ** 53)),
    temperature: field(fc.double()),
    top_p: field(fc.double()),
    seed: field(fc.integer()),
    stop: field(fc.oneof(text, fc.array(text, { maxLength: 3 }))),
    logprobs: field(fc.boolean()),
    response_format: field(
      fc.oneof(
        fc.record({ type: oneOf('text', 'json_object') }),
        fc.record({ type: fc.constant('json_schema'), json_schema: fc.record({ name: text, schema: anything }) }),
      ),
    ),
    pacore: field(
      fc.record(
        {
          members: field(fc.array(oneOf('a', 'b', 'z'), { maxLength: 3 })),
          samples: field(oneOf(1, 2, 0, 1001)),
          rounds: field(fc.array(fc.integer(), { maxLength: 3 })),
          stopAt: field(fc.double()),
          deadlineMs: field(fc.double()),
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
);
const task = fc.record(
  {
    question: field(text),
    messages: field(fc.array(message, { maxLength: 3 })),
    strategy: field(oneOf('majority_voting', 'copeland', 'dice')),
    samples: field(oneOf(1, 2, -1)),
    quorum: field(fc.integer()),
    schema: field(anything),
    deadlineMs: field(fc.integer()),
    correct: field(fc.boolean()),
    gold: field(text),
  },
  { requiredKeys: [] },
);
/** As JSON, whatever it is. */
const asJson = (value: unknown) =>
  JSON.stringify({ value }, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)).slice(9, -1);
const json = fc.oneof(chat, task, anything).map(asJson);
const body = fc.oneof(
  { weight: 6, arbitrary: json },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  { weight: 1, arbitrary: json.map((whole) => whole.slice(0, whole.length / 2)) },
  { weight: 1, arbitrary: oneOf('['.repeat(9000), '{"a":'.repeat(3000), 'x'.repeat(30_000), '{"__proto__":{"x":1}}') },
);

/** What node lets a client send. */
const value = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 80,
});
const headers = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 4, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: oneOf(
          'text/plain',
          'application/x-www-form-urlencoded',
          'application/json; charset=utf-7',
          'multipart/form-data',
        ),
      },
      { weight: 1, arbitrary: value },
    ),
    'content-encoding': oneOf('gzip', 'br', 'identity', 'x'),
    'x-request-id': value,
    'idempotency-key': value,
    'last-event-id': fc.oneof(value, fc.integer().map(String)),
    authorization: value.map((key) => `Bearer ${key}`),
    accept: value,
    expect: oneOf('100-continue', 'x'),
    origin: oneOf('http://evil.example', 'null'),
    cookie: value,
    range: value,
    'x-long': fc.constant('x'.repeat(20_000)),
  },
  { requiredKeys: [] },
);

describe('whatever is sent', () => {
  it('is answered, without a fault of the service', async () => {
    await fc.assert(
      fc.asyncProperty(fc.record({ method, path, headers, body }), async (sent) => isFine(await statusOf(sent))),
      { numRuns: RUNS },
    );
  });

  it('as a chat completion or a task, is answered without a fault of the service', async () => {
    const json$ = { 'content-type': 'application/json' };
    const target = fc.oneof(
      fc.record({ path: fc.constant('/v1/chat/completions'), body: chat }),
      fc.record({ path: fc.constant('/v1/tasks'), body: task }),
    );
    await fc.assert(
      fc.asyncProperty(target, ({ path: to, body: given }) =>
        statusOf({ method: 'POST', path: to, headers: json$, body: asJson(given) }).then(isFine),
      ),
      { numRuns: RUNS },
    );
  });

  it('that is no HTTP at all, leaves the service as it was', async () => {
    const { port, hostname } = new URL(service.url);
    const start = oneOf(
      '',
      'GET / HTTP/1.1\r\n',
      'POST /v1/tasks HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\n',
    );
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 200 }), async (head, rest) => {
        const socket = connect({ port: Number(port), host: hostname });
        await new Promise<void>((resolve) => {
          socket.once('error', () => undefined).once('close', () => resolve());
          socket.end(Buffer.concat([Buffer.from(head), rest]));
          socket.resume();
        });
        return (await fetch(`${service.url}/livez`)).ok;
      }),
      { numRuns: 200 },
    );
  });
});
