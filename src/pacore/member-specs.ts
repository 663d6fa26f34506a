/** From the configuration's members, or an actor of the user's own, to what the supervisor starts. */
import type { MemberRunner, MemberSpec, VotingTerms } from '../actors/member-spec.ts';
import type { Clock } from '../clock.ts';
import type { MemberConfig } from '../config/member-schema.ts';
import type { LogEntry, Logger } from '../logger.ts';
import { createBackend, type BackendSpec } from '../models/create.ts';
import type { SharedThreads } from '../models/worker/thread.ts';
import { locateModel } from '../models/locate.ts';

/** What members of one PaCoRe have in common. */
export interface MemberSurroundings {
  /** Where relative model paths start. */
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly threads: SharedThreads;
}

/** The spec of one configured member. */
export function memberSpec(config: MemberConfig, { folder, clock, logger, threads }: MemberSurroundings): MemberSpec {
  const { id, replicas, restart, weight, temperature, maxTokens, confidenceFrom } = config;
  const backend = backendSpec(config, folder);
  const log = logger.child({ member: id });
  const onLog = ({ level, message, fields }: LogEntry) => log.log(level, message, fields);
  return {
    id,
    model: backend.model,
    run: { type: 'backend', create: () => createBackend(backend, { clock, threads, onLog }) },
    replicas,
    slots: backend.backend === 'scripted' ? (backend.script.slots ?? 1) : backend.slots,
    restart,
    terms: { weight, temperature, maxTokens, confidenceFrom },
  };
}

/** What a member run by an actor of your own needs; everything but `id` and `create` has a default. */
export type ActorMember = { readonly id: string } & Omit<Extract<MemberRunner, { type: 'actor' }>, 'type'> &
  Partial<Omit<MemberSpec, 'id' | 'run' | 'terms'> & VotingTerms>;

/** The spec of a member that is an actor of your own, for `add-member`. */
export function actorMember({ id, create, ...rest }: ActorMember): MemberSpec {
  const { model = `actor:${id}`, replicas = 1, slots = 1, restart = 'permanent' } = rest;
  const { weight = 1, temperature = 0.7, maxTokens = 256, confidenceFrom = 'mean' } = rest;
  return {
    id,
    model,
    run: { type: 'actor', create },
    replicas,
    slots,
    restart,
    terms: { weight, temperature, maxTokens, confidenceFrom },
  };
}

function backendSpec(config: MemberConfig, folder: string): BackendSpec {
  if (config.backend === 'scripted')
    return { backend: 'scripted', model: `scripted:${config.id}`, script: config.script };
  const { isolation, slots, contextSize, threads, gpu } = config;
  const { label, path } = locateModel(config.model, folder);
  return { backend: 'llama', model: label, isolation, path, slots, contextSize, threads, gpu };
}
