import { afterEach, describe, expect, it } from '@jest/globals';
import { createPacore, type Logger, type Pacore, type PacoreEvent } from 'pacore';
import { scriptedModel } from 'pacore/testing';
import { failure, refuses, says, startOpenAiServer, type OpenAiServer } from '../support/openai-server.ts';
import { ofType, probe } from '../support/probe.ts';
import { watchedClock } from '../support/watched-clock.ts';
import { LIMITS, play, RIGHT, SCENARIOS, type Outcome } from '../models/openai/scenarios.ts';

const VARIABLE = 'PACORE_TEST_REMOTE_KEY';
const KEY = 'sk-integration-0123456789';
const closing: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0).reverse()) await each.close();
  Reflect.deleteProperty(process.env, VARIABLE);
});

/** A committee of two scripted members, which are right, and a remote one. */
async function start(settings: object = {}) {
  const server: OpenAiServer = await startOpenAiServer();
  closing.push(server);
  const clock = watchedClock();
  const { baseUrl } = server;
  const remote = { id: 'remote', backend: 'openai', model: 'tiny', baseUrl, apiKeyEnv: VARIABLE, ...LIMITS };
  const members = [scriptedModel('a', { reply: RIGHT }), scriptedModel('b', { reply: RIGHT }), remote];
  const consensus = { earlyDecision: false };
  const config = { members, consensus, ...settings };
  const log: unknown[] = [];
  const logger: Logger = { log: (...line) => log.push(line), child: () => logger };
  const events = probe<PacoreEvent>();
  const pacore: Pacore = await createPacore({ config, logger, clock, onEvent: events.push });
  closing.push(pacore);
  return { pacore, server, clock, events, log };
}

describe('a committee with a remote member', () => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('decides right: %s', async (_, scenario) => {
    const { pacore, ...stage } = await start();
    const ask = async (): Promise<Outcome> => {
      const { answer, status, ballots } = await pacore.ask('What is 23 + 48 - 17?');
      expect({ answer, status }).toEqual({ answer: '54', status: 'decided' });
      const ballot = ballots.find(({ member }) => member === 'remote');
      // What was written before an error never counts.
      if (ballot?.finish === 'error') expect(ballot.answer).toBeNull();
      return ballot?.error === undefined ? { text: ballot?.text ?? '' } : { code: ballot.error.code };
    };
    const outcomes = await play(scenario, { ...stage, ask });
    expect(outcomes).toEqual(scenario.outcomes.map((out) => (out === RIGHT ? { text: RIGHT } : { code: out })));
  });

  it('records it under its model and host, and its key nowhere', async () => {
    process.env[VARIABLE] = KEY;
    const { pacore, server, events, log, clock } = await start();
    server.scenes = [says(RIGHT), refuses(503, failure(`bad ${KEY}`)), refuses(400, failure(`bad ${KEY}`))];
    const record = await pacore.ask('What is 23 + 48 - 17?');
    expect((await server.asked.next()).headers.authorization).toBe(`Bearer ${KEY}`);
    expect(record.ballots[2]).toMatchObject({ model: `tiny@${new URL(server.baseUrl).host}`, text: RIGHT });
    const second = pacore.ask('What is 23 + 48 - 17?');
    await clock.pass((ms) => ms > 249 && ms <= 500);
    const told = JSON.stringify([await second, events.received, log, await pacore.members()]);
    expect(told).toContain('Asked again');
    expect(told).toContain('bad [key]');
    expect(told).not.toContain(KEY);
  });

  it('starts without it where its endpoint is not there, and says why', async () => {
    const gone = await startOpenAiServer();
    await gone.close();
    const far = { id: 'far', backend: 'openai', model: 'tiny', baseUrl: gone.baseUrl };
    const members = [scriptedModel('a', { reply: RIGHT }), scriptedModel('b', { reply: RIGHT }), far];
    const { pacore, events } = await start({ members });
    await events.next(ofType<PacoreEvent, 'model-restarting'>('model-restarting'));
    expect(await pacore.ask('What is it?', { members: ['a', 'b'] })).toMatchObject({ answer: '54' });
    const [, , state] = await pacore.members();
    expect(state).toMatchObject({ id: 'far', lastError: { code: 'PACORE_MODEL_LOAD', retryable: true } });
  });

  it('has it back when its endpoint is, however long that was away', async () => {
    const server = await startOpenAiServer();
    closing.push(server);
    server.models = refuses(503, failure('starting'));
    server.scenes = [says(RIGHT)];
    const far = { id: 'far', backend: 'openai', model: 'tiny', baseUrl: server.baseUrl };
    const members = [scriptedModel('a', { reply: RIGHT }), scriptedModel('b', { reply: RIGHT }), far];
    const backoff = { min: '1s', factor: 1, jitter: 0 };
    const { pacore, clock, events } = await start({ members, supervision: { intensity: 1, backoff } });
    const next = <Type extends PacoreEvent['type']>(type: Type) => events.next(ofType<PacoreEvent, Type>(type));
    await next('model-restarting');
    clock.advance(1000);
    await next('member-given-up');
    const [, , missed] = (await pacore.ask('What is it?')).electorate;
    expect(missed).toMatchObject({ member: 'far', missing: expect.stringContaining('HTTP 503') });
    for (let incarnation = 3; incarnation <= 7; incarnation += 1) {
      clock.advance(1000);
      await events.next((event) => event.type === 'model-stopped' && event.replica === `far#${incarnation}`);
    }
    server.models = refuses(200, { object: 'list', data: [] });
    clock.advance(1000);
    await events.next((event) => event.type === 'model-ready' && event.replica === 'far#8');
    expect((await pacore.ask('What is it?')).ballots[2]).toMatchObject({ member: 'far', text: RIGHT });
  });
});
