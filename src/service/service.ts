/** What the routes have in common. */
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Clock } from '../clock.ts';
import type { ServiceConfig } from '../config/load.ts';
import type { Logger } from '../logger.ts';
import type { Pacore } from '../pacore/pacore.ts';
import type { TaskQueue } from '../tasks/task-queue.ts';
import type { Admission } from './admission.ts';
import type { Broadcast } from './broadcast.ts';
import type { Lifetime } from './lifetime.ts';
import type { MemberAgreement } from './member-agreement.ts';
import type { MemberHistory } from './member-history.ts';
import type { Sessions } from './sessions.ts';

/** A server whose routes are described by zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What routes work with. */
export interface Service {
  readonly pacore: Pacore;
  readonly settings: ServiceConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly admission: Admission;
  readonly lifetime: Lifetime;
  readonly history: MemberHistory;
  readonly agreement: MemberAgreement;
  readonly sessions: Sessions;
  readonly broadcast: Broadcast;
  /** Null where none are kept. */
  readonly tasks: TaskQueue | null;
}
