/** `pacore worker`: this machine's members, for coordinators elsewhere. */
import { randomUUID } from 'node:crypto';
import { Worker, type Job as QueuedJob } from 'bullmq';
import type { Redis } from 'ioredis';
import type { MemberState, RouterCommand } from '../actors/protocol.ts';
import type { ActorRef } from '../actors/ref.ts';
import type { Cancel, Clock } from '../clock.ts';
import { messageOf, PacoreError, toFailure } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { jobSpan } from './job-span.ts';
import { jobSchema, type Machine, type Outcome } from './messages.ts';
import { namesOf, queueName, type Names } from './names.ts';
import { inTime } from './patience.ts';
import { checkPersistence, connect, reachable, type RedisAccess } from './redis.ts';
import { runJob } from './run-job.ts';

/** What a machine works with. */
export interface HostOptions extends RedisAccess {
  readonly router: ActorRef<RouterCommand>;
  /** The members as they are now. */
  readonly members: () => Promise<readonly MemberState[]>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A machine that takes prompts. */
export interface Host {
  /** The machine's name in the cluster. */
  readonly id: string;
  /** Lets answers under way end, and leaves. */
  readonly close: () => Promise<void>;
}

/** How long Redis may take to answer at the start, and at the end; milliseconds. */
const PATIENCE_MS = 5000;
/** A prompt whose machine is lost goes to another one so many times. */
const MOST_STALLS = 5;

/** Joins the cluster. @throws PacoreError PACORE_CLUSTER when Redis does not answer */
export async function joinAsHost(options: HostOptions): Promise<Host> {
  const { settings, logger } = options;
  const names = namesOf(settings.prefix);
  const redis = connect(options, (reason) => logger.log('warn', 'Redis is away', { reason }));
  const heard = connect(options, () => undefined);
  const host = new RunningHost(options, names, redis, heard);
  try {
    await reachable(redis, settings, PATIENCE_MS);
    await checkPersistence(redis, logger);
    await host.start();
    return host;
  } catch (error) {
    await host.close();
    throw error;
  }
}

class RunningHost implements Host {
  readonly id = randomUUID();
  readonly #options: HostOptions;
  readonly #names: Names;
  readonly #redis: Redis;
  readonly #heard: Redis;
  readonly #running = new Map<string, () => void>();
  #workers: readonly Worker[] = [];
  #cancelBeat: Cancel = () => undefined;
  #isOver = false;

  constructor(options: HostOptions, names: Names, redis: Redis, heard: Redis) {
    this.#options = options;
    this.#names = names;
    this.#redis = redis;
    this.#heard = heard;
  }

  async start(): Promise<void> {
    this.#heard.on('message', (_, job: string) => this.#running.get(job)?.());
    await this.#heard.subscribe(this.#names.cancelled);
    const members = await this.#options.members();
    this.#workers = members.map((member) => this.#workerOf(member));
    await this.#beat();
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#cancelBeat();
    // First nobody is to send anything here; then what runs ends. While Redis is away neither can be said, nor a result left.
    const isAway = this.#redis.status !== 'ready';
    if (!isAway)
      await inTime(Promise.allSettled([this.#redis.srem(this.#names.machines, this.id), this.#redis.del(this.#key)]));
    await inTime(Promise.allSettled(this.#workers.map((worker) => worker.close(isAway))), this.#options.settings.grace);
    for (const connection of [this.#redis, this.#heard]) connection.disconnect();
  }

  get #key(): string {
    return this.#names.machine(this.id);
  }

  #workerOf({ id, slots }: MemberState): Worker {
    const { settings, logger } = this.#options;
    const worker = new Worker(queueName(id), (job, token = '') => this.#run(job, id, token), {
      connection: this.#redis,
      prefix: settings.prefix,
      concurrency: slots,
      lockDuration: settings.lease,
      stalledInterval: Math.ceil(settings.lease / 2),
      maxStalledCount: MOST_STALLS,
    });
    // Among them: the refusal of a result that comes after the prompt went to another machine.
    worker.on('error', (error) => logger.log('debug', 'queue', { member: id, reason: messageOf(error) }));
    return worker;
  }

  async #run({ id = '', data }: QueuedJob, member: string, attempt: string): Promise<Outcome> {
    const { router, clock } = this.#options;
    const { success, data: prompt } = jobSchema.safeParse(data);
    if (!success)
      return failed(new PacoreError('PACORE_INPUT', 'The prompt in the queue is none.', { retryable: false }));
    if (prompt.deadline !== undefined && prompt.deadline <= clock.now())
      return failed(new PacoreError('PACORE_DEADLINE', 'The prompt came out of the queue after its deadline.'));
    const [isSettled, isAwaited] = await Promise.all([
      this.#redis.exists(this.#names.settled(id)),
      this.#redis.exists(this.#names.coordinator(prompt.coordinator)),
    ]);
    if (isSettled === 1 || isAwaited === 0) return { type: 'abandoned' };
    const job = { id, member, attempt, data: prompt };
    const endSpan = jobSpan(job, clock);
    const outcome = await runJob(job, {
      router,
      clock,
      send: (batch) => void this.#redis.publish(this.#names.deltas(prompt.coordinator), JSON.stringify(batch)),
      isSettled: async () => (await this.#redis.exists(this.#names.settled(id))) === 1,
      onCancellable: (cancel) => this.#running.set(id, cancel),
    });
    this.#running.delete(id);
    endSpan(outcome);
    return outcome;
  }

  /** Says what is hosted here, three times a lease. */
  async #beat(): Promise<void> {
    const { settings, clock, logger } = this.#options;
    try {
      const machine: Machine = { members: (await this.#options.members()).filter(isThere).map(shown) };
      await this.#redis
        .multi()
        .set(this.#key, JSON.stringify(machine), 'PX', settings.lease)
        .sadd(this.#names.machines, this.id)
        .exec();
    } catch (error) {
      logger.log('debug', 'not announced', { reason: messageOf(error) });
    }
    if (!this.#isOver) this.#cancelBeat = clock.schedule(settings.lease / 3, () => void this.#beat());
  }
}

function isThere({ status }: MemberState): boolean {
  return status === 'ready';
}

function shown({ id, model, slots, terms }: MemberState): Machine['members'][number] {
  const { weight, temperature, maxTokens, confidenceFrom, contextSize, sampling, stop } = terms;
  return {
    ...{ id, model, slots },
    terms: {
      ...{ weight, temperature, maxTokens, confidenceFrom },
      ...(contextSize !== undefined && { contextSize }),
      ...(sampling && { sampling }),
      ...(stop && { stop: [...stop] }),
    },
  };
}

function failed(error: PacoreError): Outcome {
  return { type: 'failed', error: toFailure(error) };
}
