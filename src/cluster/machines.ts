/** The machines of the cluster, and what they host. */
import type { Redis } from 'ioredis';
import type { Clock } from '../clock.ts';
import type { Emit } from '../events.ts';
import { machineSchema, read, type Machine } from './messages.ts';
import type { Names } from './names.ts';

/** A member as some machine announces it. */
export type HostedMember = Machine['members'][number] & {
  /** Whether a machine that hosts it is heard of. */
  readonly isThere: boolean;
};

/** A machine of the cluster as this coordinator knows it. */
export interface MachineState {
  readonly id: string;
  /** `silent`: nothing was heard of it for a lease; its members are remembered for a while. */
  readonly status: 'up' | 'silent';
  readonly members: readonly { readonly id: string; readonly slots: number }[];
}

interface Known extends Machine {
  /** By the clock's `monotonic`. */
  heardAt: number;
}

/** What the register works with. */
interface MachinesOptions {
  readonly redis: Redis;
  readonly names: Names;
  /** Milliseconds. */
  readonly lease: number;
  readonly clock: Clock;
  readonly emit: Emit;
}

/** A machine that was killed is remembered for so many leases: its members are away, not gone. */
const REMEMBERED_LEASES = 60;

/** Keeps a register of machines. */
export class Machines {
  readonly #options: MachinesOptions;
  readonly #known = new Map<string, Known>();
  readonly #silent = new Set<string>();
  /** Until then nobody counts as silent: after a cut they need time to say that they are there. */
  #waitUntil = 0;

  constructor(options: MachinesOptions) {
    this.#options = options;
  }

  /** Gives everyone a lease to be heard of. */
  wait(): void {
    const { clock, lease } = this.#options;
    this.#waitUntil = clock.monotonic() + lease;
  }

  /** Looks who is there. @returns every member that is hosted, or was by a machine that did not say goodbye */
  async look(): Promise<ReadonlyMap<string, HostedMember>> {
    const { redis, names, clock, lease } = this.#options;
    const ids = await redis.smembers(names.machines);
    const texts = ids.length === 0 ? [] : await redis.mget(ids.map((id) => names.machine(id)));
    const now = clock.monotonic();
    for (const [index, id] of ids.entries()) this.#hear(id, read(machineSchema, texts[index] ?? null), now);
    for (const [id, { heardAt }] of [...this.#known]) {
      if (!ids.includes(id)) this.#leave(id, 'ended');
      else if (now - heardAt > REMEMBERED_LEASES * lease) {
        await redis.srem(names.machines, id);
        this.#leave(id, 'silent');
      }
    }
    return this.#hosted();
  }

  /** The machines as of the last look. */
  get all(): readonly MachineState[] {
    return Array.from(this.#known, ([id, { members }]) => ({
      id,
      status: this.#silent.has(id) ? 'silent' : 'up',
      members: members.map((member) => ({ id: member.id, slots: member.slots })),
    }));
  }

  #hear(id: string, machine: Machine | null, now: number): void {
    const { emit } = this.#options;
    const known = this.#known.get(id);
    if (machine !== null) {
      if (known === undefined || this.#silent.delete(id))
        emit({ type: 'machine-joined', machine: id, members: machine.members.map((member) => member.id) });
      this.#known.set(id, { ...machine, heardAt: now });
    } else if (known === undefined) {
      // Of before this coordinator's time: remembered until it is forgotten.
      this.#known.set(id, { members: [], heardAt: now });
      this.#silent.add(id);
    } else if (!this.#silent.has(id) && now > this.#waitUntil) {
      this.#silent.add(id);
      emit({ type: 'machine-left', machine: id, reason: 'silent' });
    }
  }

  #leave(id: string, reason: 'ended' | 'silent'): void {
    this.#known.delete(id);
    if (!this.#silent.delete(id)) this.#options.emit({ type: 'machine-left', machine: id, reason });
  }

  #hosted(): ReadonlyMap<string, HostedMember> {
    const hosted = new Map<string, HostedMember>();
    for (const [id, { members }] of this.#known) {
      const isThere = !this.#silent.has(id);
      for (const member of members)
        if (isThere || !hosted.has(member.id)) hosted.set(member.id, { ...member, isThere });
    }
    return hosted;
  }
}
