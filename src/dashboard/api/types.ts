/** What the service's routes answer, as far as the page reads it. */
import type { Scope } from '../../config/service-keys.ts';
import type { MemberIncident } from '../../service/member-history.ts';
import type { Failure } from '../../errors.ts';

/** `GET dashboard/session`. */
export interface Session {
  /** The name of the key; null where none is needed. */
  readonly caller: string | null;
  readonly scopes: readonly Scope[] | null;
  readonly strategies: readonly string[];
  /** Whether the service keeps tasks: without them nothing can be asked or looked up here. */
  readonly keepsTasks: boolean;
}

/** One of `GET v1/machines`. */
export interface Machine {
  readonly id: string;
  readonly status: 'up' | 'silent';
  readonly members: readonly { readonly id: string; readonly slots: number }[];
}

/** One of `GET v1/members`. */
export interface Member {
  readonly id: string;
  readonly model: string;
  readonly status: string;
  readonly reason: string | null;
  readonly weight: number;
  readonly restarts: number;
  readonly lastError: Failure | null;
  readonly isolation: string;
  readonly accuracy: number | null;
  readonly agreement: { readonly questions: number; readonly agreed: number };
  readonly replicas: readonly { readonly name: string; readonly status: string }[];
  readonly load: { readonly slots: number; readonly inFlight: number; readonly queued: number };
  readonly history: readonly MemberIncident[];
}
