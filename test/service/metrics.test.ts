import { afterEach, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { scriptedModel } from '../../src/testing.ts';
import { deferred } from '../support/deferred.ts';
import { probe } from '../support/probe.ts';
import { startService, type RunningService, type ServiceOptions } from '../support/service.ts';

const running: RunningService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

async function start(options?: ServiceOptions) {
  const service = await startService(options);
  running.push(service);
  const read = async () => await (await fetch(`${service.url}/metrics`)).text();
  return { ...service, read };
}

/** The value of one line. */
function valueOf(text: string, line: string): number | undefined {
  const found = text.split('\n').find((candidate) => candidate.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length));
}

describe('metrics', () => {
  it('count questions, ballots, tokens and what was saved', async () => {
    const slow = deferred<string>();
    const asked = probe<null>();
    const agree = (id: string) =>
      scriptedModel(id, {
        // They must not be done before the third one has begun.
        reply: () => asked.next().then(() => 'it is clear: Answer: 2'),
      });
    const waits = scriptedModel('c', {
      reply: () => {
        asked.push(null);
        asked.push(null);
        return slow.promise;
      },
    });
    const { pacore, read } = await start({ members: [agree('a'), agree('b'), waits] });
    await pacore.ask('What is 1 + 1?');
    const text = await read();
    for (const [line, value] of [
      ['pacore_questions_total{status="decided",strategy="majority_voting"}', 1],
      ['pacore_question_duration_seconds_count{strategy="majority_voting"}', 1],
      ['pacore_agreement_sum{strategy="majority_voting"}', 0.6667],
      ['pacore_confidence_count{strategy="majority_voting"}', 1],
      ['pacore_ballots_total{gen_ai_request_model="a",finish="stop"}', 1],
      ['pacore_ballots_total{gen_ai_request_model="c",finish="cancelled"}', 1],
      ['pacore_saved_tokens_estimate_total', 5],
      [
        'gen_ai_client_token_usage_sum{gen_ai_operation_name="chat",gen_ai_request_model="a",gen_ai_token_type="output"}',
        5,
      ],
      ['gen_ai_client_operation_duration_seconds_count{gen_ai_operation_name="chat",gen_ai_request_model="b"}', 1],
      [
        'gen_ai_client_operation_time_to_first_chunk_seconds_count{gen_ai_operation_name="chat",gen_ai_request_model="a"}',
        1,
      ],
      ['pacore_member_ready{gen_ai_request_model="c"}', 1],
      ['pacore_member_prompts_waiting{gen_ai_request_model="c"}', 0],
      ['pacore_questions_running', 0],
    ] as const) {
      expect([line, valueOf(text, line)]).toEqual([line, value]);
    }
    slow.resolve('');
  });

  it('count crashes, failures and requests', async () => {
    let crashes = 0;
    const reply = () => {
      crashes += 1;
      if (crashes === 1) throw new Error('boom');
      return 'Answer: 2';
    };
    const { pacore, url, read } = await start({ members: [scriptedModel('a', { reply })] });
    await pacore.ask('What is 1 + 1?');
    await expect(pacore.ask('What is 1 + 1?', { signal: AbortSignal.abort() })).rejects.toThrow();
    await (await fetch(`${url}/nowhere`)).text();
    await (await fetch(`${url}/v1/models/none`)).text();
    const text = await read();
    const requests = 'http_server_request_duration_seconds_count';
    for (const line of [
      'pacore_member_restarts_total{gen_ai_request_model="a"}',
      `${requests}{http_request_method="GET",http_route="/v1/models/*",http_response_status_code="404"}`,
      `${requests}{http_request_method="GET",http_route="none",http_response_status_code="404"}`,
    ]) {
      expect([line, valueOf(text, line)]).toEqual([line, 1]);
    }
  });

  it('go into a registry of yours, and no more of them once the server is closed', async () => {
    const registry = new Registry();
    const { pacore, server } = await start({ service: { registry } });
    await pacore.ask('What is 1 + 1?');
    const counted = async () =>
      valueOf(await registry.metrics(), 'pacore_questions_total{status="decided",strategy="majority_voting"}');
    expect(await counted()).toBe(1);
    await server.close();
    await pacore.ask('What is 1 + 1?');
    expect(await counted()).toBe(1);
  });
});
