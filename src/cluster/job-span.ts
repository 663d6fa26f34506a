/** A span for a prompt that another machine sent, below the question's where its trace came with the prompt. */
import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { elapsed, startNow, type Clock } from '../clock.ts';
import type { Outcome } from './messages.ts';
import type { Job } from './run-job.ts';

/** Begins it. @returns what ends it */
export function jobSpan({ id, member, data }: Job, clock: Clock): (outcome: Outcome) => void {
  const parent = propagation.extract(ROOT_CONTEXT, { traceparent: data.trace });
  const attributes = { 'messaging.message.id': id, 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': member };
  const start = startNow(clock);
  const options = { kind: SpanKind.CONSUMER, startTime: new Date(start.at), attributes };
  const span = trace.getTracer('pacore').startSpan(`process ${member}`, options, parent);
  return (outcome) => {
    if (outcome.type === 'failed') {
      span.setAttribute('error.type', outcome.error.code);
      span.setStatus({ code: SpanStatusCode.ERROR, message: outcome.error.message });
    } else if (outcome.type === 'text-end') {
      span.setAttribute('gen_ai.response.finish_reasons', [outcome.finish]);
      span.setAttribute('gen_ai.usage.output_tokens', outcome.completionTokens);
    }
    span.end(new Date(start.at + elapsed(clock, start)));
  };
}
