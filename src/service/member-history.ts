/** What happened to each member lately. */
import type { Clock } from '../clock.ts';
import type { Failure } from '../errors.ts';
import type { MemberEvent, PacoreEvent } from '../events.ts';

/** One thing that happened to a member. */
export interface MemberIncident {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly type: MemberEvent['type'];
  readonly replica?: string;
  readonly error?: Failure;
  readonly reason?: string;
}

/** Of each member so many are kept. */
const KEPT = 20;

const MEMBER_EVENTS: ReadonlySet<string> = new Set<MemberEvent['type']>([
  'model-starting',
  'model-ready',
  'model-crashed',
  'model-restarting',
  'model-stopped',
  'member-given-up',
  'member-drained',
  'member-removed',
]);

/** Keeps the last things that happened to each member, from events. */
export class MemberHistory {
  readonly #clock: Clock;
  readonly #incidents = new Map<string, MemberIncident[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes any event. */
  add(event: PacoreEvent): void {
    if (!isMemberEvent(event)) return;
    const { type, member } = event;
    if (type === 'member-removed') {
      this.#incidents.delete(member);
      return;
    }
    const incident = {
      at: new Date(this.#clock.now()).toISOString(),
      type,
      ...('replica' in event && { replica: event.replica }),
      ...('error' in event && { error: event.error }),
      ...('reason' in event && { reason: event.reason }),
    };
    this.#incidents.set(member, [...this.of(member), incident].slice(-KEPT));
  }

  /** The oldest first. */
  of(member: string): readonly MemberIncident[] {
    return this.#incidents.get(member) ?? [];
  }
}

function isMemberEvent(event: PacoreEvent): event is MemberEvent {
  return MEMBER_EVENTS.has(event.type);
}
