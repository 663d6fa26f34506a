import { afterEach, describe, expect, it } from '@jest/globals';
import { failure, finish, piece, silence, usageOf, type Scene } from '../../support/openai-server.ts';
import { ask, endOf } from '../prompting.ts';
import { startRemoteMember, type RemoteMember } from './member.ts';

const members: RemoteMember[] = [];
afterEach(async () => {
  for (const member of members.splice(0)) {
    await member.close();
    expect(member.clock.pending).toBe(0);
  }
});

async function start(): Promise<RemoteMember> {
  const member = await startRemoteMember({ retries: 0 });
  members.push(member);
  return member;
}

/** Sends a body as it is, in pieces that cut characters in two. */
function sends(body: string, type: string | null = 'text/event-stream', then: Scene = (to) => void to.end()): Scene {
  return async (response) => {
    response.writeHead(200, type === null ? {} : { 'content-type': type });
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7));
    await then(response);
  };
}

/** Events, each an object or its data as they are. */
const events = (...data: readonly unknown[]): string =>
  data.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('');

/** An event with one choice. */
const choice = (content: object) => ({ object: 'chat.completion.chunk', choices: [{ index: 0, ...content }] });

const [TEXT, STOP, DONE] = [piece('So it is 54.'), finish('stop'), '[DONE]'];
const TOLD = { prompt_tokens: 7, completion_tokens: 5 };

/** Streams from which `So it is 54.` is read. */
const READ: readonly (readonly [string, string])[] = [
  ['as OpenAI sends it', events(piece(''), piece('So it'), piece(' is 54.'), STOP, usageOf(TOLD), DONE)],
  ['with the reason of its end beside the last text', events(choice({ delta: { content: 'So it is 54.' }, finish_reason: 'stop' }))],
  ['with an empty reason until its end', events(choice({ delta: { content: 'So it' }, finish_reason: '' }), choice({ delta: { content: ' is 54.' }, finish_reason: '' }), STOP)],
  ['with a reason that is the text null', events(choice({ delta: { content: 'So it is' }, finish_reason: 'null' }), piece(' 54.'), DONE)],
  ['with no reason, but an end', events(TEXT, DONE)],
  ['with its end told twice', events(TEXT, STOP, STOP, DONE, DONE)],
  ['with the end of text generation', events(TEXT, finish('eos_token'), DONE)],
  ['with the end of a turn', events(TEXT, finish('end_turn'), DONE)],
  ['with an end in capitals', events(TEXT, finish('STOP'), DONE)],
  ['with an end that nobody knows', events(TEXT, finish('because'), DONE)],
  ['with a tool that nobody offered', events(TEXT, choice({ delta: { content: null, tool_calls: [] }, finish_reason: 'tool_calls' }), DONE)],
  ['with pings', `event: ping\ndata: {"type":"ping"}\n\n${events(TEXT)}event: ping\ndata: {}\n\n${events('ping', STOP, DONE)}`],
  ['with comments', `: PROCESSING\n\n${events(piece('So it'))}:\n\n: PROCESSING\n${events(piece(' is 54.'), STOP)}`],
  ['with events that have names', `event: chunk\nid: 1\nretry: 5\n${events(TEXT)}event: end\n${events(STOP, DONE)}`],
  ['with empty data', `data:\n\ndata: \n\n${events(TEXT, '', STOP, DONE)}`],
  ['with data right after the colon', events(TEXT, STOP, DONE).replaceAll('data: ', 'data:')],
  ['with a byte order mark', `\uFEFF${events(TEXT, STOP, DONE)}`],
  ['with lines that end in CRLF', events(TEXT, STOP, DONE).replaceAll('\n', '\r\n')],
  ['with lines that end in CR', events(TEXT, STOP, DONE).replaceAll('\n', '\r')],
  ['with an event on many lines', `${JSON.stringify(TEXT, null, 1).replaceAll(/^/gm, 'data: ')}\n\n${events(STOP, DONE)}`],
  ['with nothing between its events', events(TEXT, STOP, DONE).replaceAll('\n\n', '\n')],
  ['with data within data', events(TEXT, STOP, DONE).replaceAll('data: ', 'data: data: ')],
  ['with its last event not closed', events(TEXT, STOP).trimEnd()],
  ['with its end not closed', events(TEXT, DONE).trimEnd()],
  ['with a first chunk without choices', events({ id: '', prompt_filter_results: [] }, TEXT, STOP, DONE)],
  ['with a first chunk of no choices', events({ choices: [], prompt_filter_results: [] }, TEXT, STOP, DONE)],
  ['with choices that are null', events({ choices: null }, TEXT, STOP, { choices: null, usage: TOLD }, DONE)],
  ['with a choice that is null', events({ choices: [null] }, TEXT, STOP, DONE)],
  ['with chunks that have no delta', events(choice({ content_filter_results: {} }), TEXT, choice({ finish_reason: 'stop' }), choice({ finish_reason: null, content_filter_offsets: {} }))],
  ['with a delta that is null', events(choice({ delta: null }), TEXT, choice({ delta: null, finish_reason: 'stop' }), DONE)],
  ['with a role first', events(choice({ delta: { role: 'assistant', content: null } }), choice({ delta: { content: 'So it is 54.' } }), STOP)],
  ['with an error that is none', events({ ...TEXT, error: null }, { ...STOP, error: '' }, DONE)],
  ['with content in parts', events(piece([{ type: 'text', text: 'So ' }, { type: 'text', text: 'it' }]), piece([{ type: 'reference', reference_ids: [1] }, ' is', { text: ' 54.' }]), STOP)],
  ['with reasoning in parts', events(piece([{ type: 'thinking', thinking: [{ type: 'text', text: '13?' }] }, { type: 'reasoning', text: '14?' }]), TEXT, STOP)],
  ['with reasoning beside it', events(choice({ delta: { reasoning_content: '13?', content: null } }), choice({ delta: { reasoning: '14?', content: '' } }), TEXT, STOP)],
  ['with a message for a delta', events(choice({ message: { role: 'assistant', content: 'So it is 54.' }, finish_reason: 'stop' }), DONE)],
  ['with a message in the end that has it all', events(piece('So it'), piece(' is 54.'), choice({ message: { content: 'So it is 54.' }, finish_reason: 'stop' }))],
  ['with messages that grow', events(choice({ message: { content: 'So it' } }), choice({ message: { content: 'So it is 54.' } }), DONE)],
  ['with messages in pieces', events(choice({ message: { content: 'So it' } }), choice({ message: { content: ' is 54.' } }), DONE)],
  ['with a message and no end', events(choice({ message: { content: 'So it is 54.' } }))],
  ['with text for a delta', events(choice({ text: 'So it' }), choice({ text: ' is 54.', finish_reason: 'stop' }))],
  ['with a count for an end', events(TEXT, usageOf(TOLD))],
  ['with an error after its end', events(TEXT, STOP, failure('too late'), DONE)],
];

/** Bodies that are no event streams, from which the same is read, and what they are called. */
const WHOLE = choice({ message: { role: 'assistant', content: 'So it is 54.' }, finish_reason: 'stop' });
const BODIES: readonly (readonly [string, string, string | null])[] = [
  ['one JSON object', JSON.stringify(WHOLE), 'application/json'],
  ['one JSON object on many lines', JSON.stringify(WHOLE, null, 2), 'application/json; charset=utf-8'],
  ['one JSON object that is called a stream', `${JSON.stringify(WHOLE)}\n`, 'text/event-stream'],
  ['JSON line by line', [TEXT, STOP].map((event) => `${JSON.stringify(event)}\n`).join(''), 'application/x-ndjson'],
  ['a stream that is called a text', events(TEXT, STOP, DONE), 'text/plain'],
  ['a stream without a type', events(TEXT, STOP, DONE), null],
];

describe('a stream is read', () => {
  it.each(READ)('%s', async (_, body) => {
    const { server, backend } = await start();
    server.scenes = [sends(body)];
    expect(await endOf(backend, ask('?'))).toMatchObject({ text: 'So it is 54.', finish: 'stop' });
  });

  it.each(BODIES)('where it is %s', async (_, body, type) => {
    const { server, backend } = await start();
    server.scenes = [sends(body, type)];
    expect(await endOf(backend, ask('?'))).toMatchObject({ text: 'So it is 54.', finish: 'stop' });
  });

  it('with every character whole', async () => {
    const { server, backend } = await start();
    server.scenes = [sends(events(piece('Réponse 🎉'), piece(' 北京: 54'), STOP))];
    expect(await endOf(backend, ask('?'))).toMatchObject({ text: 'Réponse 🎉 北京: 54' });
  });

  it.each(['length', 'max_tokens', 'MAX_TOKENS', 'content_filter', 'SAFETY'])('as one cut short: %s', async (reason) => {
    const { server, backend } = await start();
    server.scenes = [sends(events(TEXT, finish(reason), DONE))];
    expect(await endOf(backend, ask('?'))).toMatchObject({ text: 'So it is 54.', finish: 'length' });
  });

  it.each([
    ['after the end', events(TEXT, STOP, usageOf(TOLD), DONE)],
    ['beside the end', events(TEXT, { ...STOP, usage: TOLD })],
    ['beside the text', events({ ...TEXT, usage: TOLD }, STOP, DONE)],
    ['before the text', events(usageOf(TOLD), TEXT, STOP, DONE)],
    ['growing', events({ ...piece('So it is'), usage: { ...TOLD, completion_tokens: 3 } }, { ...piece(' 54.'), usage: TOLD }, STOP)],
    ['in halves', events(usageOf({ prompt_tokens: 7 }), TEXT, { ...STOP, usage: { completion_tokens: 5 } })],
    ['at Groq', events(TEXT, { ...STOP, x_groq: { usage: TOLD } }, DONE)],
    ['as timings', events(TEXT, { ...STOP, timings: { cache_n: 4, prompt_n: 3, predicted_n: 5 } }, DONE)],
    ['in a body', JSON.stringify({ ...WHOLE, usage: TOLD })],
  ])('with its usage %s', async (_, body) => {
    const { server, backend } = await start();
    server.scenes = [sends(body)];
    expect(await endOf(backend, ask('?'))).toMatchObject({ promptTokens: 7, completionTokens: 5 });
  });
});

describe('a stream is over', () => {
  it('at its end, though the connection stays open', async () => {
    const { server, backend, clock } = await start();
    server.scenes = [sends(events(TEXT, STOP, DONE), undefined, silence)];
    const end = endOf(backend, ask('?'));
    await clock.pass(50);
    expect(await end).toMatchObject({ text: 'So it is 54.', finish: 'stop' });
    expect(await (await server.asked.next()).closed).toBe('closed');
  });

  it('soon after its reason, whatever still comes', async () => {
    const { server, backend, clock } = await start();
    server.scenes = [sends(events(TEXT, STOP, usageOf(TOLD), choice({}), 'ping', '{'), undefined, silence)];
    const end = endOf(backend, ask('?'));
    await clock.pass(200);
    expect(await end).toMatchObject({ text: 'So it is 54.', promptTokens: 7 });
    expect(clock.waits.received.filter((ms) => ms === 200)).toHaveLength(1);
  });

  it('in time, though it pings: that is no sign of an answer', async () => {
    const { server, backend, clock } = await start();
    server.scenes = [sends(`: hello\n\n${events({ type: 'ping' }, 'ping', piece(''), 'ping')}`, undefined, silence)];
    const end = endOf(backend, ask('?'));
    end.catch(() => undefined);
    await clock.waits.next((ms) => ms === 15_000); // For the connection.
    await clock.pass(15_000); // For the text, from the empty piece on.
    await expect(end).rejects.toMatchObject({ code: 'PACORE_MEMBER_TIMEOUT' });
    expect(clock.waits.received).toEqual([15_000, 15_000]);
  });
});

describe('a stream is no answer', () => {
  it.each([
    ['where it breaks off', events(piece('So it')), 'broke its answer off'],
    ['where it breaks off in an event', events(piece('So it')) + events(TEXT).slice(0, 60), 'no event of a streamed completion'],
    ['where only the reasoning came', events(choice({ delta: { reasoning_content: '54' } })), 'broke its answer off'],
    ['where it is empty', '', 'broke its answer off'],
    ['where only a count came', events(usageOf(TOLD)), 'broke its answer off'],
    ['where it is another stream', events({ type: 'message_start' }, { type: 'message_stop' }), 'no event of a streamed'],
    ['where it is another stream with an end', events({ token: 'So' }, DONE), 'no event of a streamed completion'],
    ['where its reason is an error', events(TEXT, finish('error'), DONE), 'finish_reason "error"'],
    ['where it was given up', events(TEXT, finish('abort'), DONE), 'finish_reason "abort"'],
    ['where all of it was filtered', events(finish('content_filter'), DONE), 'finish_reason "content_filter"'],
    ['where it wants a tool', events(choice({ delta: { tool_calls: [] }, finish_reason: 'tool_calls' })), '"tool_calls"'],
    ['with an error', events(TEXT, failure('no memory')), 'reports an error: "no memory"'],
    ['with an error that is a text', events(TEXT, { error: 'no memory' }), 'reports an error: "no memory"'],
    ['with an error in a choice', events(choice({ error: { message: 'no memory' } })), 'an error: "no memory"'],
    ['with an error of older endpoints', events({ object: 'error', message: 'no memory' }), 'an error: "no memory"'],
    ['with an error in a field', 'error: {"code":500,"message":"no memory"}\n\n', 'an error: "no memory"'],
    ['with an event called error', 'event: error\ndata: {"detail":"no memory"}\n\n', 'an error: "no memory"'],
    ['with a text called error', 'event: error\ndata: no memory\n\n', 'an error: "no memory"'],
    ['with an error for a body', JSON.stringify(failure('no memory'), null, 2), 'an error: "no memory"'],
  ])('%s', async (_, body, message) => {
    const { server, backend } = await start();
    server.scenes = [sends(body)];
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({
      code: 'PACORE_REMOTE',
      message: expect.stringContaining(message),
    });
  });

  it.each(['text/html', 'image/png'])('where it is of type %s', async (type) => {
    const { server, backend } = await start();
    server.scenes = [sends('<html>\n<script>\n"welcome"', type)];
    const message = expect.stringContaining(`sent "${type}" instead of an event stream`);
    await expect(endOf(backend, ask('?'))).rejects.toMatchObject({ code: 'PACORE_REMOTE', message });
  });
});
