/** What is measured. Names and labels are OpenTelemetry's where it has one, in Prometheus' spelling. */
import { Counter, Histogram, type Registry } from 'prom-client';

/** From a fast model's few milliseconds to a question's longest deadline. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** As OpenTelemetry's conventions for generative AI say. */
const TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536];
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** See {@link createInstruments}. */
export type Instruments = ReturnType<typeof createInstruments>;

/** The instruments that events are counted with, in `registry`. */
export function createInstruments(registry: Registry) {
  const registers = [registry];
  return {
    requests: new Histogram({
      name: 'http_server_request_duration_seconds',
      help: 'Time from a request to the end of its answer.',
      labelNames: ['http_request_method', 'http_route', 'http_response_status_code'] as const,
      buckets: SECONDS,
      registers,
    }),
    questions: new Counter({
      name: 'pacore_questions_total',
      help: 'Questions that were decided, by the status of the decision.',
      labelNames: ['status', 'strategy'] as const,
      registers,
    }),
    failures: new Counter({
      name: 'pacore_question_failures_total',
      help: 'Questions that ended without a decision, by the code of the error.',
      labelNames: ['code'] as const,
      registers,
    }),
    escalations: new Counter({
      name: 'pacore_question_escalations_total',
      help: 'Steps of cascades whose answer was not accepted.',
      registers,
    }),
    duration: new Histogram({
      name: 'pacore_question_duration_seconds',
      help: 'Time from a question to its decision.',
      labelNames: ['strategy'] as const,
      buckets: SECONDS,
      registers,
    }),
    agreement: new Histogram({
      name: 'pacore_agreement',
      help: 'Share of the electorate that is for the answer of a decision.',
      labelNames: ['strategy'] as const,
      buckets: SHARES,
      registers,
    }),
    confidence: new Histogram({
      name: 'pacore_confidence',
      help: 'Confidence of a decision.',
      labelNames: ['strategy'] as const,
      buckets: SHARES,
      registers,
    }),
    ballots: new Counter({
      name: 'pacore_ballots_total',
      help: 'Ballots, by how they ended; cancelled ones were not needed any more.',
      labelNames: ['gen_ai_request_model', 'finish'] as const,
      registers,
    }),
    savedTokens: new Counter({
      name: 'pacore_saved_tokens_estimate_total',
      help: 'Tokens that cancelled ballots would have cost, had they become as long as the others of their question.',
      registers,
    }),
    operations: new Histogram({
      name: 'gen_ai_client_operation_duration_seconds',
      help: 'Time that a member took for a ballot, waiting included.',
      labelNames: ['gen_ai_operation_name', 'gen_ai_request_model', 'error_type'] as const,
      buckets: SECONDS,
      registers,
    }),
    tokens: new Histogram({
      name: 'gen_ai_client_token_usage',
      help: 'Tokens of a ballot.',
      labelNames: ['gen_ai_operation_name', 'gen_ai_request_model', 'gen_ai_token_type'] as const,
      buckets: TOKENS,
      registers,
    }),
    firstChunk: new Histogram({
      name: 'gen_ai_client_operation_time_to_first_chunk_seconds',
      help: 'Time from a question to the first text of a member.',
      labelNames: ['gen_ai_operation_name', 'gen_ai_request_model'] as const,
      buckets: SECONDS,
      registers,
    }),
    lostMachines: new Counter({
      name: 'pacore_cluster_machines_lost_total',
      help: 'Machines of the cluster that fell silent without saying goodbye.',
      registers,
    }),
    clusterLosses: new Counter({
      name: 'pacore_cluster_losses_total',
      help: 'Times that Redis was away.',
      registers,
    }),
    restarts: new Counter({
      name: 'pacore_member_restarts_total',
      help: 'Restarts of a member after a crash.',
      labelNames: ['gen_ai_request_model'] as const,
      registers,
    }),
  };
}
