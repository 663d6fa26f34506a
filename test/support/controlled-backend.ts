import type { Backend, GenerateRequest, GenerationEvent, ModelInfo } from '../../src/models/backend.ts';
import { PacoreError } from '../../src/errors.ts';
import { deferred } from './deferred.ts';
import { probe } from './probe.ts';

/** A backend that does only what the test tells it to: each step is a promise that the test settles. */
export function controlledBackend(slots = 1, probing?: (signal: AbortSignal) => Promise<void>) {
  const info: ModelInfo = { model: 'controlled', slots, contextSize: null, parameters: null, device: null };
  const loading = deferred<ModelInfo>();
  const death = deferred<PacoreError>();
  const disposing = probe<null>();
  const disposed = deferred<undefined>();
  const prompts = probe<RunningPrompt>();
  let holdDispose = false;

  const backend: Backend = {
    load: () => loading.promise,
    generate: (request, signal) => run(request, signal),
    dispose() {
      disposing.push(null);
      if (!holdDispose) disposed.resolve(undefined);
      return disposed.promise;
    },
    died: death.promise,
    ...(probing && { probe: probing }),
  };

  async function* run(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerationEvent, void> {
    const steps = probe<GenerationEvent | PacoreError>();
    const fail = () => steps.push(new PacoreError('PACORE_MEMBER_CRASHED', 'gone'));
    void death.promise.then(fail);
    signal.addEventListener('abort', () => steps.push(end('', 'cancelled')));
    prompts.push({
      request,
      signal,
      say: (text) => steps.push(delta(text)),
      finish: (text) => steps.push(end(text, 'stop')),
    });
    for (;;) {
      const step = await steps.next();
      if (step instanceof PacoreError) throw step;
      yield step;
      if (step.type === 'text-end') return;
    }
  }

  return {
    backend,
    info,
    prompts,
    disposing,
    ready: () => loading.resolve(info),
    failLoad: (error: PacoreError) => loading.reject(error),
    die: (message = 'boom') => death.resolve(new PacoreError('PACORE_MEMBER_CRASHED', message)),
    /** From now on `dispose` waits for `releaseDispose`. */
    holdDispose: () => (holdDispose = true),
    releaseDispose: () => disposed.resolve(undefined),
  };
}

/** A prompt that runs on a controlled backend. */
export interface RunningPrompt {
  readonly request: GenerateRequest;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  readonly finish: (text: string) => void;
}

/** The request that tests send when its content does not matter. */
export const anyRequest: GenerateRequest = {
  messages: [{ role: 'user', content: 'hello' }],
  temperature: 0,
  seed: 1,
  maxTokens: 16,
  confidenceFrom: 'mean',
};

function delta(text: string): GenerationEvent {
  return { type: 'text-delta', text, completionTokens: 1 };
}

function end(text: string, finish: 'stop' | 'cancelled'): GenerationEvent {
  return { type: 'text-end', text, finish, promptTokens: 1, completionTokens: 1, confidence: null };
}
