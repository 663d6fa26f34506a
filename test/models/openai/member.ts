import type { LogEntry } from '../../../src/logger.ts';
import { OpenAiBackend } from '../../../src/models/openai/backend.ts';
import type { OpenAiSpec } from '../../../src/models/openai/spec.ts';
import { PacoreError } from '../../../src/errors.ts';
import { startOpenAiServer, type OpenAiServer } from '../../support/openai-server.ts';
import { watchedClock, type WatchedClock } from '../../support/watched-clock.ts';
import { ask, endOf } from '../prompting.ts';
import { LIMITS, type Outcome } from './scenarios.ts';

export const KEY = 'sk-test-0123456789';

/** A remote member with an endpoint of its own. */
export interface RemoteMember {
  readonly server: OpenAiServer;
  readonly clock: WatchedClock;
  readonly backend: OpenAiBackend;
  readonly log: LogEntry[];
  /** Asks a question; resolves with what came of it. */
  readonly ask: () => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

/** Starts endpoint and member; `overrides` change its spec. */
export async function startRemoteMember(overrides: Partial<OpenAiSpec> = {}): Promise<RemoteMember> {
  const server = await startOpenAiServer();
  const clock = watchedClock();
  const log: LogEntry[] = [];
  const spec: OpenAiSpec = {
    backend: 'openai',
    model: 'tiny@here',
    remoteModel: 'tiny',
    baseUrl: server.baseUrl,
    apiKey: KEY,
    apiKeyEnv: 'TEST_KEY',
    slots: 4,
    contextSize: null,
    retries: 2,
    logprobs: false,
    ...LIMITS,
    ...overrides,
  };
  const backend = new OpenAiBackend(spec, { clock, onLog: (entry) => log.push(entry), random: () => 0 });
  return {
    server,
    clock,
    backend,
    log,
    ask: () => outcomeOf(endOf(backend, ask('What is 23 + 48 - 17?'))),
    async close() {
      await backend.dispose();
      await server.close();
    },
  };
}

async function outcomeOf(end: ReturnType<typeof endOf>): Promise<Outcome> {
  try {
    const { text, finish } = await end;
    return finish === 'stop' ? { text } : { text: `${text} (${finish})` };
  } catch (error) {
    if (!(error instanceof PacoreError)) throw error;
    return { code: error.code };
  }
}
