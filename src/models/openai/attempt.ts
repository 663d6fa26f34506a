import type { Clock } from '../../clock.ts';
import type { GenerateRequest, TextDelta } from '../backend.ts';
import { linkSignals } from '../interruption.ts';
import type { Answer } from './answer.ts';
import { readChunk, type Chunk } from './chunk.ts';
import type { Endpoint } from './endpoint.ts';
import { silent } from './failure.ts';
import { requestBody } from './request-body.ts';
import { SilenceWatch } from './silence.ts';
import type { OpenAiSpec } from './spec.ts';

/** After its end an answer waits so many milliseconds for its usage. */
const USAGE_GRACE_MS = 200;
/** After the last event the connection has so many milliseconds to end, so that it can serve the next prompt. */
const CLOSING_GRACE_MS = 50;

/** One prompt and where its answer comes from. */
export interface Attempt {
  readonly spec: OpenAiSpec;
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly request: GenerateRequest;
  /** Empty; it is complete afterwards, unless `stop` aborted. */
  readonly answer: Answer;
}

/**
 * Asks once. Returns when the answer is complete, or `stop` aborts, which closes the connection.
 * @throws PacoreError PACORE_REMOTE, PACORE_MEMBER_TIMEOUT, PACORE_PROMPT_TOO_LONG, or TransientFailure
 */
export async function* attempt(
  { spec, endpoint, clock, request, answer }: Attempt,
  stop: AbortSignal,
): AsyncGenerator<TextDelta, void> {
  const watch = new SilenceWatch(clock);
  const over = linkSignals(stop, watch.signal);
  try {
    watch.expect(spec.firstTokenTimeout);
    let isOver = false;
    for await (const event of endpoint.complete(requestBody(spec, request), over.signal)) {
      if (isOver) continue;
      const chunk = readChunk(spec, event);
      const wasComplete = answer.isComplete;
      if (chunk.type !== 'stray' && !wasComplete) watch.rest();
      yield* answer.take(chunk);
      if (answer.isCut) return;
      isOver = chunk.type === 'done';
      const patience = patienceAfter(chunk, wasComplete, answer, spec);
      if (patience !== null) watch.expect(patience);
    }
    yield* answer.close();
  } catch (error) {
    // After its end only the usage is missing.
    if (stop.aborted || answer.isComplete) return;
    throw watch.signal.aborted ? silent(spec, watch.limit) : error;
  } finally {
    watch.rest();
    over.release();
  }
}

/** How long to wait for what follows, in milliseconds; null where the wait that there is goes on. */
function patienceAfter(chunk: Chunk, wasComplete: boolean, answer: Answer, spec: OpenAiSpec): number | null {
  if (chunk.type === 'done') return CLOSING_GRACE_MS;
  if (chunk.type === 'stray' || wasComplete) return null;
  if (answer.isComplete) return USAGE_GRACE_MS;
  return answer.hasBegun ? spec.idleTimeout : spec.firstTokenTimeout;
}
