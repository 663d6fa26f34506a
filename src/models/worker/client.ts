import type { Clock } from '../../clock.ts';
import { fromFailure, PacoreError, type Failure } from '../../errors.ts';
import type { Backend, GenerateRequest, GenerationEvent, ModelInfo, TextEnd } from '../backend.ts';
import { onAbort } from '../interruption.ts';
import type { OnLog } from '../log.ts';
import { isFromWorker } from './envelope.ts';
import { Inbox } from './inbox.ts';
import type { HostPort } from './port.ts';
import type { WorkerMessage } from './protocol.ts';

/** What a {@link WorkerBackend} needs from its surroundings. */
export interface WorkerBackendOptions {
  readonly clock: Clock;
  readonly onLog: OnLog;
  /** Milliseconds a worker has to wind down before it is abandoned; 5000 unless given. */
  readonly graceMs?: number;
}

const PROBE: GenerateRequest = {
  messages: [{ role: 'user', content: 'Hello' }],
  temperature: 0,
  seed: 0,
  maxTokens: 1,
  confidenceFrom: 'mean',
};

interface PendingLoad {
  readonly id: number;
  readonly resolve: (info: ModelInfo) => void;
  readonly reject: (error: PacoreError) => void;
}

/**
 * The host's side of a backend that runs elsewhere. Its worker starts with `load` and is stopped cooperatively, never
 * killed: a thread that dies with native work in flight aborts the whole process. A worker that does not stop within
 * its grace is abandoned: `dispose` resolves all the same, and an error in the log says so.
 *
 * An aborted generation ends at once on this side; the worker ends it when the batch that is running is through.
 */
export class WorkerBackend implements Backend {
  readonly died: Promise<PacoreError>;
  readonly #model: string;
  readonly #open: (onLog: OnLog) => HostPort;
  readonly #options: WorkerBackendOptions;
  readonly #inboxes = new Map<number, Inbox>();
  readonly #gone: Promise<void>;
  #reportDeath: (error: PacoreError) => void = () => undefined;
  #reportGone: () => void = () => undefined;
  #port: HostPort | undefined;
  #pendingLoad: PendingLoad | undefined;
  #death: PacoreError | undefined;
  #disposal: Promise<void> | undefined;
  #lastId = 0;

  /** `open` starts the worker for `model`, the name shown to people. */
  constructor(model: string, open: (onLog: OnLog) => HostPort, options: WorkerBackendOptions) {
    this.#model = model;
    this.#open = open;
    this.#options = options;
    this.died = new Promise((resolve) => {
      this.#reportDeath = resolve;
    });
    this.#gone = new Promise((resolve) => {
      this.#reportGone = resolve;
    });
  }

  get pid(): number | undefined {
    return this.#port?.pid;
  }

  async load(signal: AbortSignal): Promise<ModelInfo> {
    this.#refuseIfOver();
    if (this.#port !== undefined) throw new PacoreError('PACORE_USAGE', `${this.#model} was loaded before.`);
    if (signal.aborted) throw this.#aborted();
    const port = this.#open(this.#options.onLog);
    this.#port = port;
    port.onExit((reason) => this.#exited(reason));
    port.listen((message) => {
      if (isFromWorker(message)) this.#receive(message.id, message.message);
    });
    const id = ++this.#lastId;
    const leave = onAbort(signal, () => {
      port.post({ id, message: { type: 'abort' } });
      this.#pendingLoad?.reject(this.#aborted());
    });
    try {
      return await new Promise((resolve, reject) => {
        this.#pendingLoad = { id, resolve, reject };
        port.post({ id, message: { type: 'load' } });
      });
    } finally {
      this.#pendingLoad = undefined;
      leave();
    }
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerationEvent, void> {
    this.#refuseIfOver();
    const port = this.#port;
    if (port === undefined) throw new PacoreError('PACORE_USAGE', `${this.#model} is not loaded.`);
    const id = ++this.#lastId;
    const inbox = new Inbox();
    let end: TextEnd | undefined;
    this.#inboxes.set(id, inbox);
    port.post({ id, message: { type: 'generate', request } });
    const abort = (): void => {
      inbox.close();
      port.post({ id, message: { type: 'abort' } });
    };
    // At once, not when somebody reads on: until then the worker would write for nobody.
    const leave = onAbort(signal, abort);
    try {
      const read = { text: '', completionTokens: 0 };
      while (end === undefined) {
        const event = (await inbox.take()) ?? cancelledAfter(read);
        if (event.type === 'text-end') end = event;
        else {
          read.text += event.text;
          read.completionTokens = event.completionTokens;
        }
        yield event;
      }
    } finally {
      this.#inboxes.delete(id);
      leave();
      // Nobody reads any more. The worker ignores an id that has ended.
      if (end === undefined) abort();
    }
  }

  /** A prompt of a word, answered by a token: thread, library and model all take part. */
  async probe(signal: AbortSignal): Promise<void> {
    for await (const event of this.generate(PROBE, signal)) if (event.type === 'text-end') return;
  }

  dispose(): Promise<void> {
    return (this.#disposal ??= this.#stop());
  }

  async #stop(): Promise<void> {
    for (const inbox of this.#inboxes.values()) inbox.close();
    this.#pendingLoad?.reject(this.#closed());
    if (this.#port === undefined) return;
    this.#port.post({ id: 0, message: { type: 'stop' } });
    this.#windDown(this.#port);
    await this.#gone;
  }

  /** Waits for the exit that is under way, but not for ever. */
  #windDown(port: HostPort): void {
    const { clock, graceMs = 5000, onLog } = this.#options;
    const cancel = clock.schedule(graceMs, () => {
      onLog({ level: 'error', message: `The worker of ${this.#model} did not stop in ${graceMs} ms: abandoned.` });
      port.abandon();
      this.#exited('it did not stop');
    });
    void this.#gone.then(cancel);
  }

  #receive(id: number, message: WorkerMessage): void {
    switch (message.type) {
      case 'loaded':
        this.#pendingLoad?.resolve(message.info);
        break;
      case 'text-delta':
      case 'text-end':
        this.#inboxes.get(id)?.put(message);
        break;
      case 'failed':
        this.#fail(id, fromFailure(message.failure));
        break;
      case 'log':
        this.#options.onLog(message.entry);
        break;
      case 'crashed':
        this.#crashed(message.failure);
    }
  }

  #fail(id: number, error: PacoreError): void {
    if (id === this.#pendingLoad?.id) this.#pendingLoad.reject(error);
    this.#inboxes.get(id)?.close(error);
  }

  /** The worker reports its end: what is pending fails now, `died` waits until it is really gone. */
  #crashed(failure: Failure): void {
    this.#failAll(new PacoreError('PACORE_MEMBER_CRASHED', `${this.#model} crashed: ${failure.message}`));
    if (this.#port !== undefined) this.#windDown(this.#port);
  }

  #exited(reason: string): void {
    if (this.#disposal === undefined) {
      this.#failAll(new PacoreError('PACORE_MEMBER_CRASHED', `The worker of ${this.#model} ended: ${reason}.`));
      if (this.#death !== undefined) this.#reportDeath(this.#death);
    }
    this.#reportGone();
  }

  #failAll(error: PacoreError): void {
    this.#death ??= error;
    this.#pendingLoad?.reject(this.#death);
    for (const inbox of this.#inboxes.values()) inbox.close(this.#death);
  }

  #refuseIfOver(): void {
    if (this.#disposal !== undefined) throw this.#closed();
    if (this.#death !== undefined) throw this.#death;
  }

  #closed(): PacoreError {
    return new PacoreError('PACORE_CLOSED', `${this.#model} is closed.`);
  }

  #aborted(): PacoreError {
    return new PacoreError('PACORE_ABORTED', `Loading ${this.#model} was aborted.`);
  }
}

/** The end of a generation that this side gave up; what it cost the worker is not known yet. */
function cancelledAfter(read: { readonly text: string; readonly completionTokens: number }): TextEnd {
  return { type: 'text-end', finish: 'cancelled', ...read, promptTokens: 0, confidence: null };
}
