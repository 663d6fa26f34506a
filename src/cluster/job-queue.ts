/** The prompts that this coordinator has out with one remote member. */
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Cancel, Clock } from '../clock.ts';
import { messageOf, PacoreError, toFailure } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { outcomeSchema, read, type JobData, type Outcome } from './messages.ts';
import { queueName, type Names } from './names.ts';

/** What a queue works with. */
export interface JobQueueOptions {
  /** For commands. */
  readonly redis: Redis;
  readonly names: Names;
  readonly prefix: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** An answer is known by its event; in case that one was lost, Redis is asked so often. Milliseconds. */
const SWEEP_MS = 2000;
/** For who missed the message that nobody waits any more; seconds. */
const SETTLED_S = 60;
/** Ended jobs are kept for those who ask again after a cut; seconds, and how many. */
const KEPT = { age: 60, count: 1000 };

interface Pending {
  readonly data: JobData;
  readonly onEnd: (outcome: Ended) => void;
}

/** How a prompt ends for who waits. */
export type Ended = Exclude<Outcome, { type: 'abandoned' }>;

/** Sends prompts, and waits for their ends: each ends once, whatever Redis does meanwhile. */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #pending = new Map<string, Pending>();
  #cancelSweep: Cancel;
  #isOver = false;

  constructor(member: string, options: JobQueueOptions) {
    const { redis, prefix, clock } = options;
    this.#options = options;
    this.#queue = new Queue(queueName(member), { connection: redis, prefix });
    this.#events = new QueueEvents(queueName(member), { connection: redis, prefix });
    // Redis being away is told of elsewhere, once.
    this.#queue.on('error', () => undefined);
    this.#events.on('error', () => undefined);
    this.#events.on('completed', ({ jobId, returnvalue }) => this.#end(jobId, outcomeOf(returnvalue)));
    this.#events.on('failed', ({ jobId, failedReason }) => this.#end(jobId, lost(failedReason)));
    this.#cancelSweep = clock.schedule(SWEEP_MS, () => void this.#sweep());
  }

  /** Sends a prompt; sending it again is the same one. `onEnd` is called once, unless it is called off. */
  submit(id: string, data: JobData, onEnd: Pending['onEnd']): void {
    this.#pending.set(id, { data, onEnd });
    this.#add(id, data).catch((error: unknown) => {
      this.#options.logger.log('debug', 'prompt not sent yet', { job: id, reason: messageOf(error) });
    });
  }

  /** Calls a prompt off: one that waits goes, one that runs is told, and a mark stays for who hears nothing. */
  cancel(id: string): void {
    if (!this.#pending.delete(id)) return;
    const { redis, names } = this.#options;
    const told = [
      redis.set(names.settled(id), '1', 'EX', SETTLED_S),
      redis.publish(names.cancelled, id),
      this.#queue.remove(id),
    ];
    // One that runs cannot be removed; all of it is thrift, not need.
    void Promise.allSettled(told);
  }

  /** Releases everything; what is still out is called off, unless Redis is away. */
  async close(isLost: boolean): Promise<void> {
    this.#isOver = true;
    this.#cancelSweep();
    if (!isLost) for (const id of [...this.#pending.keys()]) this.cancel(id);
    this.#pending.clear();
    await Promise.allSettled([this.#events, this.#queue].map((part) => (isLost ? part.disconnect() : part.close())));
  }

  async #add(id: string, data: JobData): Promise<void> {
    await this.#queue.add('prompt', data, {
      jobId: id,
      // Jobs without one would go before all others.
      priority: 1,
      removeOnComplete: KEPT,
      removeOnFail: KEPT,
    });
  }

  #end(id: string, outcome: Outcome): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    if (outcome.type === 'abandoned') {
      void this.#queue.remove(id).then(
        () => this.#add(id, pending.data),
        () => undefined,
      );
      return;
    }
    this.#pending.delete(id);
    pending.onEnd(outcome);
  }

  /** Looks after every prompt that is out: one whose end was missed, and one that Redis has forgotten. */
  async #sweep(): Promise<void> {
    for (const [id, { data }] of [...this.#pending]) {
      try {
        // The state first: what is read after it is no older.
        const state = await this.#queue.getJobState(id);
        if (state === 'unknown') await this.#add(id, data);
        if (state !== 'completed' && state !== 'failed') continue;
        const job = await this.#queue.getJob(id);
        if (job !== undefined)
          this.#end(id, state === 'completed' ? outcomeOf(job.returnvalue) : lost(job.failedReason));
      } catch {
        break; // Redis is away; the next sweep looks again.
      }
    }
    if (!this.#isOver) this.#cancelSweep = this.#options.clock.schedule(SWEEP_MS, () => void this.#sweep());
  }
}

/** Events have it as text, jobs as a value. */
function outcomeOf(returned: unknown): Outcome {
  const outcome = read(outcomeSchema, typeof returned === 'string' ? returned : JSON.stringify(returned ?? null));
  return outcome ?? lost('it returned what is no answer');
}

function lost(reason: string): Ended {
  return {
    type: 'failed',
    error: toFailure(new PacoreError('PACORE_REMOTE', `Its machines lost the prompt: ${reason}.`)),
  };
}
