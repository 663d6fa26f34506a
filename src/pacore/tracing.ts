/**
 * Spans for OpenTelemetry: one a question, one a ballot, below the span that is active where the question is asked.
 * Who configures no SDK (`node --import ./instrumentation.mjs …`) has none of it, at no cost to speak of.
 */
import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import type { Clock } from '../clock.ts';
import type { Ballot } from '../consensus/ballot.ts';
import type { DecisionRecord } from '../decision-record.ts';
import type { PacoreEvent } from '../events.ts';

/** Follows the questions of a committee. */
export interface QuestionTracer {
  /** Takes every event, and makes spans of questions; those of failed questions have an error. */
  readonly take: (event: PacoreEvent) => void;
  /** An open question's span, for work on other machines; undefined where no SDK is configured. */
  readonly traceOf: (questionId: string) => string | undefined;
}

/** A tracer without any question yet. */
export function questionTracer(clock: Clock): QuestionTracer {
  const tracer = trace.getTracer('pacore');
  const open = new Map<string, Span>();
  const end = (questionId: string, finish: (span: Span) => void): void => {
    const span = open.get(questionId);
    open.delete(questionId);
    if (span === undefined) return;
    finish(span);
    span.end(clock.now());
  };
  const take = (event: PacoreEvent): void => {
    switch (event.type) {
      case 'question-opened': {
        const attributes = { 'pacore.question.id': event.questionId, 'pacore.members': [...event.members] };
        const span = tracer.startSpan('pacore question', { startTime: clock.now(), attributes });
        return void open.set(event.questionId, span);
      }
      case 'ballot-cast': {
        const span = open.get(event.questionId);
        if (span !== undefined) ballotSpan(event.ballot, span, clock.now());
        return;
      }
      case 'question-decided':
      case 'question-escalated':
        return end(event.questionId, (span) => span.setAttributes(attributesOf(event.record)));
      case 'question-failed':
        return end(event.questionId, (span) => {
          span.setAttribute('error.type', event.error.code);
          span.setStatus({ code: SpanStatusCode.ERROR, message: event.error.message });
        });
      default:
    }
  };
  const traceOf = (questionId: string): string | undefined => {
    const span = open.get(questionId);
    if (span === undefined) return undefined;
    const carrier: { traceparent?: string } = {};
    propagation.inject(trace.setSpan(context.active(), span), carrier);
    return carrier.traceparent;
  };
  return { take, traceOf };

  /** A ballot is told of when it is there, with the time that it took. */
  function ballotSpan(ballot: Ballot, question: Span, now: number): void {
    const { member, model, sample, round, finish, error, promptTokens, completionTokens, latencyMs } = ballot;
    const span = tracer.startSpan(
      `chat ${member}`,
      {
        kind: SpanKind.CLIENT,
        startTime: now - latencyMs,
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.request.model': member,
          ...(model !== null && { 'gen_ai.response.model': model }),
          'gen_ai.response.finish_reasons': [finish],
          'gen_ai.usage.input_tokens': promptTokens,
          'gen_ai.usage.output_tokens': completionTokens,
          'pacore.sample': sample,
          'pacore.round': round,
        },
      },
      trace.setSpan(context.active(), question),
    );
    if (error !== undefined) {
      span.setAttribute('error.type', error.code);
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
    }
    span.end(now);
  }
}

function attributesOf({ strategy, status, confidence, agreement, usage }: DecisionRecord) {
  return {
    'pacore.strategy': strategy,
    'pacore.status': status,
    'pacore.confidence': confidence,
    'pacore.agreement': agreement,
    'gen_ai.usage.input_tokens': usage.promptTokens,
    'gen_ai.usage.output_tokens': usage.completionTokens,
  };
}
