/** The settings of the service, as a convict schema. */
import type convict from 'convict';

/** The group `service` as it is written; durations in milliseconds, lengths in bytes or characters. */
export interface ServiceSettings {
  host: string;
  port: number;
  /** Read by {@link readServiceKeys}. */
  apiKeys: readonly unknown[];
  rateLimit: number;
  concurrency: number;
  queue: number;
  queueTimeout: number;
  bodyLimit: number;
  maxPrompt: number;
  logPrompts: boolean;
  drainTimeout: number;
}

/** The group `service`. */
export const serviceSchema: convict.Schema<ServiceSettings> = {
  host: {
    default: '127.0.0.1',
    format: 'text',
    env: 'PACORE_SERVICE_HOST',
    doc: 'Where the service listens; anything but this machine itself needs apiKeys.',
  },
  port: { default: 8080, format: 'tcp-port', env: 'PACORE_SERVICE_PORT', doc: '0: any free one.' },
  apiKeys: { default: [], format: 'list', doc: 'Who may use the service: name, hash or keyEnv, scopes.' },
  rateLimit: {
    default: 600,
    format: 'count',
    env: 'PACORE_SERVICE_RATE_LIMIT',
    doc: 'Requests that one key may make in a minute; 0: no limit.',
  },
  concurrency: {
    default: 32,
    format: 'count-from-one',
    env: 'PACORE_SERVICE_CONCURRENCY',
    doc: 'Questions that are answered at the same time.',
  },
  queue: {
    default: 256,
    format: 'count',
    env: 'PACORE_SERVICE_QUEUE',
    doc: 'Questions that may wait for their turn; more are refused.',
  },
  queueTimeout: {
    default: 10_000,
    format: 'some-duration',
    env: 'PACORE_SERVICE_QUEUE_TIMEOUT',
    doc: 'How long a question waits for its turn; then it is refused.',
  },
  bodyLimit: {
    default: 1024 * 1024,
    format: 'count-from-one',
    env: 'PACORE_SERVICE_BODY_LIMIT',
    doc: 'Bytes of a request body.',
  },
  maxPrompt: {
    default: 100_000,
    format: 'count-from-one',
    env: 'PACORE_SERVICE_MAX_PROMPT',
    doc: 'Characters of all messages of a question together.',
  },
  logPrompts: {
    default: false,
    format: 'flag',
    env: 'PACORE_SERVICE_LOG_PROMPTS',
    doc: 'Whether the log has the texts of questions.',
  },
  drainTimeout: {
    default: 30_000,
    format: 'some-duration',
    env: 'PACORE_SERVICE_DRAIN_TIMEOUT',
    doc: 'How long questions under way may take after the service was told to stop.',
  },
};
