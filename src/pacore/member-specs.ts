/** From the configuration's members, or an actor of the user's own, to what the supervisor starts. */
import type { MemberRunner, MemberSpec, VotingTerms } from '../actors/member-spec.ts';
import type { Clock } from '../clock.ts';
import type { ApiKeys } from '../config/api-keys.ts';
import type { LlamaMember, MemberConfig, OpenAiMember } from '../config/member-schema.ts';
import type { LogEntry, Logger } from '../logger.ts';
import type { WrapBackend } from '../models/backend.ts';
import { createBackend, type BackendSpec } from '../models/create.ts';
import { PLAIN_SAMPLING } from '../models/sampling.ts';
import type { SharedThreads } from '../models/worker/thread.ts';
import { locateModel } from '../models/locate.ts';

/** What members of one PaCoRe have in common. */
export interface MemberSurroundings {
  /** Where relative model paths start. */
  readonly folder: string;
  /** Of remote members. */
  readonly apiKeys: ApiKeys;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly threads: SharedThreads;
  readonly wrapBackend: WrapBackend;
  /** Threads of llama.cpp for a host where the configuration says `auto`; see {@link threadsEach}. */
  readonly threadsEach: number;
}

/** The cores shared out among the hosts of `members`, so that these do not get in each other's way; at least one each. */
export function threadsEach(members: readonly MemberConfig[], cores: number): number {
  const hosts = members.reduce((sum, { backend, replicas }) => sum + (backend === 'llama' ? replicas : 0), 0);
  return Math.max(1, Math.floor(cores / Math.max(1, hosts)));
}

/** Prompts that one replica of a member takes at the same time. */
export function slotsOf(config: MemberConfig): number {
  return config.backend === 'scripted' ? (config.script.slots ?? 1) : config.slots;
}

/** The spec of one configured member. */
export function memberSpec(config: MemberConfig, surroundings: MemberSurroundings): MemberSpec {
  const { clock, logger, threads, wrapBackend } = surroundings;
  const { id, replicas, restart, weight, temperature, maxTokens, confidenceFrom, stop } = config;
  const backend = backendSpec(config, surroundings);
  const log = logger.child({ member: id });
  const onLog = ({ level, message, fields }: LogEntry) => log.log(level, message, fields);
  return {
    id,
    model: backend.model,
    run: {
      type: 'backend',
      create: () => wrapBackend(createBackend(backend, { clock, threads, onLog }), id),
      isRemote: backend.backend === 'openai',
    },
    replicas,
    slots: slotsOf(config),
    restart,
    terms: {
      weight,
      temperature,
      maxTokens,
      confidenceFrom,
      contextSize: contextOf(config),
      stop,
      ...samplingOf(config),
    },
  };
}

/** What a member run by an actor of your own needs; everything but `id` and `create` has a default. */
export type ActorMember = { readonly id: string } & Omit<Extract<MemberRunner, { type: 'actor' }>, 'type'> &
  Partial<Omit<MemberSpec, 'id' | 'run' | 'terms'> & VotingTerms>;

/** The spec of a member that is an actor of your own, for `add-member`. */
export function actorMember({ id, create, shutdown, ...rest }: ActorMember): MemberSpec {
  const { model = `actor:${id}`, replicas = 1, slots = 1, restart = 'permanent' } = rest;
  const { weight = 1, temperature = 0.7, maxTokens = 256, confidenceFrom = 'mean', sampling, stop } = rest;
  return {
    id,
    model,
    run: { type: 'actor', create, ...(shutdown !== undefined && { shutdown }) },
    replicas,
    slots,
    restart,
    terms: { weight, temperature, maxTokens, confidenceFrom, ...(sampling && { sampling }), ...(stop && { stop }) },
  };
}

function contextOf(config: MemberConfig): number | null {
  return config.backend === 'scripted' ? (config.script.contextSize ?? null) : config.contextSize;
}

function samplingOf(config: MemberConfig): Pick<VotingTerms, 'sampling'> {
  if (config.backend === 'scripted') return {};
  if (config.backend === 'openai') return { sampling: { ...PLAIN_SAMPLING, topP: config.topP } };
  const { topK, topP, minP, repeatPenalty } = config;
  return { sampling: { topK, topP, minP, repeatPenalty } };
}

function backendSpec(config: MemberConfig, surroundings: MemberSurroundings): BackendSpec {
  switch (config.backend) {
    case 'llama':
      return llamaSpec(config, surroundings);
    case 'openai':
      return openAiSpec(config, surroundings);
    case 'scripted':
      return { backend: 'scripted', model: `scripted:${config.id}`, script: config.script };
  }
}

function llamaSpec(config: LlamaMember, { folder, threadsEach: each }: MemberSurroundings): BackendSpec {
  const { isolation, slots, contextSize, gpu } = config;
  const threads = config.threads === 'auto' ? each : config.threads;
  const { label, path } = locateModel(config.model, folder);
  return { backend: 'llama', model: label, isolation, path, slots, contextSize, threads, gpu };
}

function openAiSpec(config: OpenAiMember, { apiKeys }: MemberSurroundings): BackendSpec {
  const { baseUrl, apiKeyEnv, slots, contextSize, logprobs, firstTokenTimeout, idleTimeout, retries, breaker } = config;
  return {
    backend: 'openai',
    model: `${config.model}@${new URL(baseUrl).host}`,
    remoteModel: config.model,
    baseUrl,
    apiKey: apiKeys.get(apiKeyEnv) ?? null,
    apiKeyEnv,
    slots,
    contextSize,
    firstTokenTimeout,
    idleTimeout,
    retries,
    breaker,
    logprobs,
  };
}
