import { describe, expect, it } from '@jest/globals';
import type { ModelReply } from '../../src/actors/model-protocol.ts';
import { Answer } from '../../src/cluster/answer.ts';
import type { Outcome } from '../../src/cluster/messages.ts';
import { probe } from '../support/probe.ts';

function answer() {
  const replies = probe<ModelReply>();
  let ends = 0;
  const written = new Answer('p', replies.ref, () => {
    ends += 1;
  });
  const said = () => replies.received.map((reply) => (reply.type === 'text-delta' ? reply.text : reply.type));
  return { written, said, replies, ends: () => ends };
}

const piece = (text: string, completionTokens: number, logprob?: number) => ({
  ...{ text, completionTokens, ...(logprob !== undefined && { logprob }) },
});
const end = (text: string): Exclude<Outcome, { type: 'abandoned' }> => ({
  ...{ type: 'text-end', text, finish: 'stop', promptTokens: 5, completionTokens: 3, confidence: 0.9 },
});

describe('an answer from elsewhere', () => {
  it('passes pieces on as they come, and the end once', () => {
    const { written, said, replies, ends } = answer();
    written.write({ attempt: '1', deltas: [piece('five ', 1, -0.1), piece('four', 2)] });
    written.end(end('five four'));
    written.end(end('five four'));
    written.write({ attempt: '1', deltas: [piece(' more', 3)] });
    expect(said()).toEqual(['five ', 'four', 'text-end']);
    expect(replies.received[0]).toEqual({
      ...{ type: 'text-delta', requestId: 'p', text: 'five ', completionTokens: 1, logprob: -0.1 },
    });
    expect(replies.received.at(-1)).toEqual({ ...end('five four'), requestId: 'p' });
    expect(ends()).toBe(1);
  });

  it('does not repeat what another attempt writes again', () => {
    const { written, said } = answer();
    written.write({ attempt: '1', deltas: [piece('five four', 2)] });
    written.write({ attempt: '2', deltas: [piece('five ', 1), piece('four', 2), piece(' one', 3)] });
    written.end(end('five four one'));
    expect(said()).toEqual(['five four', ' one', 'text-end']);
  });

  it('says what was missed of it before the end', () => {
    const { written, said } = answer();
    written.end(end('54'));
    expect(said()).toEqual(['54', 'text-end']);
  });

  it('fails rather than be two texts in one', () => {
    const { written, said, replies } = answer();
    written.write({ attempt: '1', deltas: [piece('five', 1)] });
    written.write({ attempt: '2', deltas: [piece('seven', 1)] });
    written.end(end('seven'));
    expect(said()).toEqual(['five', 'generation-failed']);
    expect(replies.received.at(-1)).toMatchObject({ error: { code: 'PACORE_GENERATION' } });
  });

  it('is cut where it is when it is called off', () => {
    const { written, said, replies } = answer();
    written.write({ attempt: '1', deltas: [piece('five', 1)] });
    written.cancel();
    written.cancel();
    written.end(end('five four'));
    expect(said()).toEqual(['five', 'text-end']);
    expect(replies.received.at(-1)).toMatchObject({ text: 'five', finish: 'cancelled', completionTokens: 1 });
  });

  it('fails as the model did; its death elsewhere is no death here', () => {
    const failed = (code: 'PACORE_MEMBER_CRASHED' | 'PACORE_GENERATION') => {
      const { written, replies } = answer();
      written.end({ type: 'failed', error: { code, message: 'm', retryable: true } });
      return replies.received[0];
    };
    expect(failed('PACORE_MEMBER_CRASHED')).toMatchObject({
      type: 'generation-failed',
      error: { code: 'PACORE_REMOTE' },
    });
    expect(failed('PACORE_GENERATION')).toMatchObject({ error: { code: 'PACORE_GENERATION', message: 'm' } });
  });

  it('says nothing after it was silenced', () => {
    const { written, said, ends } = answer();
    written.silence();
    written.write({ attempt: '1', deltas: [piece('five', 1)] });
    written.cancel();
    written.end(end('five'));
    expect([said(), ends()]).toEqual([[], 0]);
  });
});
