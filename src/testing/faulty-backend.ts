/** A backend around another one that goes wrong as told. */
import type { Clock } from '../clock.ts';
import { PacoreError } from '../errors.ts';
import type { Backend, GenerateRequest, GenerationEvent, ModelInfo } from '../models/backend.ts';
import { untilAborted } from '../models/interruption.ts';
import { distort, isDistortion } from './distortion.ts';
import type { Fault, FaultRule, Occasion } from './fault-rule.ts';

/** What goes wrong, and how. */
export interface Faults {
  /** The rule for what happens next, if one applies. */
  readonly next: (on: Occasion['on']) => FaultRule | undefined;
  readonly happened: (fault: Fault) => void;
  /** A fault that cannot be had without a process of the model's own. */
  readonly needsProcess: Fault | undefined;
  readonly clock: Clock;
  readonly slowMs: number;
  readonly growthMiB: number;
  readonly seed: number;
}

/** Faults that end the model. */
const SIGNALS: Readonly<Partial<Record<Fault, NodeJS.Signals>>> = { sigsegv: 'SIGSEGV', sigkill: 'SIGKILL' };

/** Goes wrong as `faults` say, and is `inner` otherwise. */
export class FaultyBackend implements Backend {
  readonly died: Promise<PacoreError>;
  readonly probe?: NonNullable<Backend['probe']>;
  readonly #inner: Backend;
  readonly #faults: Faults;
  /** Aborts when it is disposed of: what hangs hangs until then. */
  readonly #over = new AbortController();
  /** What `memory-growth` holds on to. */
  readonly #ballast: Buffer[] = [];
  #reportDeath: (error: PacoreError) => void = () => undefined;
  #death: PacoreError | undefined;

  constructor(inner: Backend, faults: Faults) {
    this.#inner = inner;
    this.#faults = faults;
    const ownDeath = new Promise<PacoreError>((resolve) => {
      this.#reportDeath = resolve;
    });
    this.died = Promise.race([inner.died, ownDeath]);
    if (inner.probe !== undefined) this.probe = (signal) => inner.probe?.(signal) ?? Promise.resolve();
  }

  get pid(): number | undefined {
    return this.#inner.pid;
  }

  async load(signal: AbortSignal): Promise<ModelInfo> {
    const rule = this.#faults.next('load');
    if (rule !== undefined) await this.#strike(rule.fault);
    const info = await this.#inner.load(signal);
    const { needsProcess } = this.#faults;
    if (needsProcess === undefined || this.pid !== undefined) return info;
    const message = `${needsProcess} would end the whole program: ${info.model} has no process of its own. Give it isolation: process.`;
    throw new PacoreError('PACORE_USAGE', message, { retryable: false });
  }

  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerationEvent> {
    const rule = this.#faults.next('prompt');
    const events = this.#inner.generate(request, signal);
    return rule === undefined ? events : this.#spoil(events, rule, signal);
  }

  async *#spoil(
    events: AsyncIterable<GenerationEvent>,
    { fault, token = 1 }: FaultRule,
    signal: AbortSignal,
  ): AsyncGenerator<GenerationEvent, void> {
    if (isDistortion(fault)) {
      this.#faults.happened(fault);
      yield* distort(fault, events, this.#faults, signal);
      return;
    }
    let pieces = 0;
    for await (const event of events) {
      pieces += 1;
      const isTime = pieces === token || (pieces < token && event.type === 'text-end');
      if (isTime) await this.#strike(fault, signal);
      yield event;
    }
  }

  /** What happens at one moment; it may never return. */
  async #strike(fault: Fault, signal?: AbortSignal): Promise<void> {
    this.#faults.happened(fault);
    switch (fault) {
      case 'throw':
        throw new PacoreError('PACORE_GENERATION', 'A fault was injected.');
      case 'hang':
        return this.#untilOver();
      case 'silence':
        return untilAborted(this.#untilOver(), signal ?? this.#over.signal);
      case 'memory-growth':
        this.#ballast.push(Buffer.alloc(this.#faults.growthMiB * 2 ** 20, 1));
        return;
      case 'exit':
        this.#end();
        return;
      default:
        if (this.pid !== undefined) process.kill(this.pid, SIGNALS[fault]);
    }
  }

  /** A model in a process leaves it; elsewhere it counts as gone, as a thread that has ended would. */
  #end(): void {
    if (this.pid !== undefined) {
      process.kill(this.pid, 'SIGTERM');
      return;
    }
    this.#death = new PacoreError('PACORE_MEMBER_CRASHED', 'It ended: a fault was injected.');
    this.#reportDeath(this.#death);
    throw this.#death;
  }

  async #untilOver(): Promise<void> {
    await untilAborted(new Promise(() => undefined), this.#over.signal);
  }

  dispose(): Promise<void> {
    this.#over.abort();
    this.#ballast.length = 0;
    return this.#inner.dispose();
  }
}
