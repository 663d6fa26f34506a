/** The members of other machines, as members of this committee. */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { SupervisorCommand } from '../actors/protocol.ts';
import { query } from '../actors/query.ts';
import type { ActorRef } from '../actors/ref.ts';
import type { Cancel, Clock } from '../clock.ts';
import { messageOf } from '../errors.ts';
import type { Emit } from '../events.ts';
import type { Logger } from '../logger.ts';
import { JobQueue } from './job-queue.ts';
import { Machines, type HostedMember, type MachineState } from './machines.ts';
import { MemberLink } from './member-link.ts';
import { batchSchema, read } from './messages.ts';
import { namesOf, type Names } from './names.ts';
import { inTime } from './patience.ts';
import { checkPersistence, connect, reachable, type RedisAccess } from './redis.ts';
import { remoteMember } from './remote-member.ts';

/** What a coordinator works with. */
export interface CoordinatorOptions extends RedisAccess {
  readonly supervisor: ActorRef<SupervisorCommand>;
  /** Members of this machine: those of the same name elsewhere are not asked by this coordinator. */
  readonly own: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: Emit;
}

/** Looks for machines until it is closed. */
export interface Coordinator {
  readonly machines: () => readonly MachineState[];
  readonly close: () => Promise<void>;
}

const PATIENCE_MS = 5000;

/** Joins the cluster. @throws PacoreError PACORE_CLUSTER when Redis does not answer */
export async function joinAsCoordinator(options: CoordinatorOptions): Promise<Coordinator> {
  const coordinator = new RunningCoordinator(options);
  try {
    await coordinator.start();
    return coordinator;
  } catch (error) {
    await coordinator.close();
    throw error;
  }
}

class RunningCoordinator implements Coordinator {
  readonly #id = randomUUID();
  readonly #options: CoordinatorOptions;
  readonly #names: Names;
  readonly #redis: Redis;
  readonly #heard: Redis;
  readonly #machines: Machines;
  readonly #links = new Map<string, MemberLink>();
  #cancelLook: Cancel = () => undefined;
  #cancelGrace: Cancel = () => undefined;
  #isLost = false;
  #isOver = false;

  constructor(options: CoordinatorOptions) {
    const { settings, emit, clock } = options;
    this.#options = options;
    this.#names = namesOf(settings.prefix);
    this.#redis = connect(options, (reason) => this.#lost(reason));
    this.#heard = connect(options, () => undefined);
    this.#redis.on('ready', () => this.#back());
    this.#machines = new Machines({ redis: this.#redis, names: this.#names, lease: settings.lease, clock, emit });
  }

  async start(): Promise<void> {
    const { settings, logger } = this.#options;
    await reachable(this.#redis, settings, PATIENCE_MS);
    await checkPersistence(this.#redis, logger);
    this.#heard.on('message', (_, text: string) => this.#write(text));
    await this.#heard.subscribe(this.#names.deltas(this.#id));
    await this.#look();
  }

  machines(): readonly MachineState[] {
    return this.#machines.all;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#cancelLook();
    this.#cancelGrace();
    await inTime(Promise.allSettled([...this.#links.values()].map((link) => link.close(this.#isLost))));
    for (const connection of [this.#redis, this.#heard]) connection.disconnect();
  }

  #write(text: string): void {
    const batch = read(batchSchema, text);
    if (batch === null) return;
    for (const link of this.#links.values()) if (link.write(batch)) return;
  }

  /** Looks who is there, three times a lease, and says that someone here waits. */
  async #look(): Promise<void> {
    const { settings, clock, logger } = this.#options;
    try {
      const awaited = 3 * settings.lease + settings.grace;
      await this.#redis.set(this.#names.coordinator(this.#id), '1', 'PX', awaited);
      await this.#follow(await this.#machines.look());
    } catch (error) {
      logger.log('debug', 'no look at the machines', { reason: messageOf(error) });
    }
    if (!this.#isOver) this.#cancelLook = clock.schedule(settings.lease / 3, () => void this.#look());
  }

  async #follow(hosted: ReadonlyMap<string, HostedMember>): Promise<void> {
    const { own, logger } = this.#options;
    for (const [id, { isThere, ...member }] of hosted) {
      if (own.includes(id)) continue;
      const link = this.#links.get(id);
      if (link === undefined && isThere) await this.#add(member);
      else link?.setHosted(isThere);
      if (link !== undefined && isThere) await this.#revive(id);
    }
    for (const [id, link] of [...this.#links]) {
      if (hosted.has(id)) continue;
      logger.log('info', 'member left the cluster', { member: id });
      this.#links.delete(id);
      link.setHosted(false);
      await this.#tell((replyTo) => ({ type: 'remove-member', id, replyTo }));
      await link.close(false);
    }
  }

  async #add({ id, model, terms }: Omit<HostedMember, 'isThere'>): Promise<void> {
    const { settings, clock, logger } = this.#options;
    const { prefix, slots } = settings;
    const queue = new JobQueue(id, { redis: this.#redis, names: this.#names, prefix, clock, logger });
    const link = new MemberLink(queue, this.#id);
    this.#links.set(id, link);
    link.setHosted(true);
    const run = { type: 'actor' as const, create: () => remoteMember(link) };
    const spec = { id, model, run, replicas: 1, slots, restart: 'permanent' as const, terms };
    await this.#tell((replyTo) => ({ type: 'add-member', spec, replyTo }));
  }

  /** Without a machine it was given up, so that no prompt waits for it; now one is there again. */
  async #revive(id: string): Promise<void> {
    const reply = await query(this.#options.supervisor, (replyTo) => ({ type: 'list-members', replyTo }), {
      timeoutMs: PATIENCE_MS,
    });
    const member = reply.type === 'members' ? reply.members.find((candidate) => candidate.id === id) : undefined;
    if (member?.status === 'given-up') await this.#tell((replyTo) => ({ type: 'restart-member', id, replyTo }));
  }

  async #tell(command: Parameters<typeof query<SupervisorCommand, SupervisorCommand>>[1]): Promise<void> {
    const reply = await query(this.#options.supervisor, command, { timeoutMs: PATIENCE_MS });
    if (reply.type === 'command-failed') this.#options.logger.log('warn', 'cluster', { reason: reply.error.message });
  }

  #lost(reason: string): void {
    if (this.#isLost || this.#isOver) return;
    const { settings, clock, emit } = this.#options;
    this.#isLost = true;
    emit({ type: 'cluster-lost', reason });
    this.#cancelGrace = clock.schedule(settings.grace, () => {
      for (const link of this.#links.values()) link.setHosted(false);
    });
  }

  #back(): void {
    this.#cancelGrace();
    this.#machines.wait();
    if (this.#isLost) this.#options.emit({ type: 'cluster-back' });
    this.#isLost = false;
  }
}
