import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { questionTracer } from '../../src/pacore/tracing.ts';
import { manualClock, scriptedModel } from '../../src/testing.ts';
import { AGREEING, startService, type RunningService, type ServiceOptions } from '../support/service.ts';

const spans = new InMemorySpanExporter();
beforeAll(() => {
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});
afterAll(() => {
  for (const api of [trace, context, propagation]) api.disable();
});

const running: RunningService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
  spans.reset();
});

async function ask(options: ServiceOptions, headers: Readonly<Record<string, string>> = {}) {
  const service = await startService(options);
  running.push(service);
  await fetch(`${service.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      model: 'pacore',
      pacore: { earlyDecision: false },
      messages: [{ role: 'user', content: 'What is 23 + 48 - 17?' }],
    }),
  });
  return spans.getFinishedSpans();
}

describe('traces', () => {
  const TRACE = '0af7651916cd43dd8448eb211c80319c';
  const CALLER = 'b7ad6b7169203331';

  it('have a span for the question, below the caller’s, and one for each ballot, below the question’s', async () => {
    const found = await ask({ members: AGREEING }, { traceparent: `00-${TRACE}-${CALLER}-01` });
    const [question, ...more] = found.filter(({ name }) => name === 'pacore question');
    expect(more).toEqual([]);
    expect(question?.spanContext().traceId).toBe(TRACE);
    expect(question?.parentSpanContext?.spanId).toBe(CALLER);
    expect(question?.attributes).toMatchObject({ 'pacore.status': 'decided', 'pacore.agreement': 1 });
    const ballots = found.filter((span) => span !== question);
    expect(ballots.map(({ name }) => name).sort()).toEqual(['chat a', 'chat b', 'chat c']);
    for (const { parentSpanContext, attributes } of ballots) {
      expect(parentSpanContext?.spanId).toBe(question?.spanContext().spanId);
      expect(attributes).toMatchObject({ 'gen_ai.operation.name': 'chat', 'gen_ai.usage.output_tokens': 4 });
    }
  });

  it('last as long as it took, though the time of day is set meanwhile', () => {
    const clock = manualClock(10_000);
    const { take } = questionTracer(clock);
    take({ type: 'question-opened', questionId: 'q', question: '?', members: ['a'] });
    clock.advance(2000);
    clock.set(0);
    take({ type: 'question-failed', questionId: 'q', error: { code: 'PACORE_ABORTED', message: '', retryable: true } });
    const [span] = spans.getFinishedSpans();
    expect([span?.startTime, span?.endTime]).toEqual([
      [10, 0],
      [12, 0],
    ]);
  });

  it('tell of members that fail', async () => {
    const broken = scriptedModel('c', { reply: () => Promise.reject(new Error('no')) });
    const found = await ask({ members: [...AGREEING.slice(0, 2), broken] });
    const failed = found.find(({ name }) => name === 'chat c');
    expect(failed?.status.code).toBe(SpanStatusCode.ERROR);
    expect(failed?.attributes['error.type']).toMatch(/^PACORE_/);
  });
});
