import type { Clock } from '../../clock.ts';
import type { GenerateRequest, TextDelta } from '../backend.ts';
import { linkSignals } from '../interruption.ts';
import type { Answer } from './answer.ts';
import { readChunk } from './chunk.ts';
import type { Endpoint } from './endpoint.ts';
import { remoteFailure, silent } from './failure.ts';
import { requestBody } from './request-body.ts';
import { SilenceWatch } from './silence.ts';
import type { OpenAiSpec } from './spec.ts';

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
    for await (const data of endpoint.complete(requestBody(spec, request), over.signal)) {
      watch.rest();
      yield* answer.take(readChunk(spec, data));
      if (answer.isCut) return;
      watch.expect(answer.hasBegun ? spec.idleTimeout : spec.firstTokenTimeout);
    }
    if (!answer.isComplete) throw remoteFailure(spec, 'broke its answer off');
  } catch (error) {
    // After its end only the usage is missing.
    if (stop.aborted || answer.isComplete) return;
    throw watch.signal.aborted ? silent(spec, watch.limit) : error;
  } finally {
    watch.rest();
    over.release();
  }
}
