/** What things are called in Redis. All of it begins with `cluster.prefix`; a hash tag in it keeps a committee in one slot. */

/** The names under one prefix. */
export interface Names {
  /** Machines that host members: a set of their ids. */
  readonly machines: string;
  /** What a machine hosts; it expires when the machine falls silent. */
  readonly machine: (id: string) => string;
  /** Is there while a coordinator waits for answers. */
  readonly coordinator: (id: string) => string;
  /** The channel on which a coordinator hears what its prompts write. */
  readonly deltas: (coordinator: string) => string;
  /** The channel on which everyone hears which prompts nobody waits for any more. */
  readonly cancelled: string;
  /** Is there for a while after a prompt was called off, for who missed the message. */
  readonly settled: (job: string) => string;
}

/** The names. */
export function namesOf(prefix: string): Names {
  return {
    machines: `${prefix}:machines`,
    machine: (id) => `${prefix}:machine:${id}`,
    coordinator: (id) => `${prefix}:coordinator:${id}`,
    deltas: (coordinator) => `${prefix}:deltas:${coordinator}`,
    cancelled: `${prefix}:cancelled`,
    settled: (job) => `${prefix}:settled:${job}`,
  };
}

/** The queue of a member, a BullMQ name: those have no colons. */
export function queueName(member: string): string {
  return `member-${encodeURIComponent(member)}`;
}
