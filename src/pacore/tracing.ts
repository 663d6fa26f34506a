/**
 * Spans for OpenTelemetry: one a question, one a ballot, below the span that is active where the question is asked.
 * Who configures no SDK (`node --import ./instrumentation.mjs …`) has none of it, at no cost to speak of.
 */
import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { elapsed, startNow, type Clock, type Start } from '../clock.ts';
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

/** A question that is under way. */
interface Open {
  readonly span: Span;
  readonly start: Start;
}

/** A tracer without any question yet. */
export function questionTracer(clock: Clock): QuestionTracer {
  const tracer = trace.getTracer('pacore');
  const open = new Map<string, Open>();
  /**
   * The time of day as it goes on from the question's start, so that no span ends before it has begun. A Date, for a number below
   * the start of the process would be taken for one of `performance.now`.
   */
  const timeIn = ({ start }: Open) => new Date(start.at + elapsed(clock, start));
  const end = (questionId: string, finish: (span: Span) => void): void => {
    const question = open.get(questionId);
    open.delete(questionId);
    if (question === undefined) return;
    finish(question.span);
    question.span.end(timeIn(question));
  };
  const take = (event: PacoreEvent): void => {
    switch (event.type) {
      case 'question-opened': {
        const attributes = { 'pacore.question.id': event.questionId, 'pacore.members': [...event.members] };
        const start = startNow(clock);
        const span = tracer.startSpan('pacore question', { startTime: new Date(start.at), attributes });
        return void open.set(event.questionId, { span, start });
      }
      case 'ballot-cast': {
        const question = open.get(event.questionId);
        if (question !== undefined) ballotSpan(event.ballot, question.span, timeIn(question));
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
    const question = open.get(questionId);
    if (question === undefined) return undefined;
    const carrier: { traceparent?: string } = {};
    propagation.inject(trace.setSpan(context.active(), question.span), carrier);
    return carrier.traceparent;
  };
  return { take, traceOf };

  /** A ballot is told of when it is there, with the time that it took. */
  function ballotSpan(ballot: Ballot, question: Span, now: Date): void {
    const { member, model, sample, round, finish, error, promptTokens, completionTokens, latencyMs } = ballot;
    const span = tracer.startSpan(
      `chat ${member}`,
      {
        kind: SpanKind.CLIENT,
        startTime: new Date(now.getTime() - latencyMs),
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
