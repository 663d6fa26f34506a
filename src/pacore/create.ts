/** The composition root: puts configuration, actors, pipeline and events together. */
import { availableParallelism } from 'node:os';
import type { Coordinator, CoordinatorOptions } from '../cluster/coordinator.ts';
import { consensusActor } from '../actors/consensus.ts';
import type { MemberSpec } from '../actors/member-spec.ts';
import { query } from '../actors/query.ts';
import { routerActor } from '../actors/router.ts';
import { supervisorActor } from '../actors/supervisor.ts';
import { createActorSystem, type SpawnOptions } from '../actors/system.ts';
import { clockOf, systemClock, type Clock, type GivenClock } from '../clock.ts';
import { readCalibration } from '../config/calibration.ts';
import { checkStrategy } from '../config/check-strategy.ts';
import { loadConfig, type ConfigInput, type LoadedConfig } from '../config/load.ts';
import { majorityOf } from '../consensus/election.ts';
import { ConsensusEngine } from '../consensus/engine.ts';
import type { Strategy } from '../consensus/strategy.ts';
import { fromFailure, toFailure } from '../errors.ts';
import type { Emit, PacoreEvent } from '../events.ts';
import type { WrapBackend } from '../models/backend.ts';
import { onAbort } from '../models/interruption.ts';
import { SharedThreads } from '../models/worker/thread.ts';
import { createLogger, type Logger } from '../logger.ts';
import { createEventBus } from './event-bus.ts';
import { logEvent } from './log-events.ts';
import { memberSpec, threadsEach } from './member-specs.ts';
import { closedError, Pacore, type PacoreActors } from './pacore.ts';
import { listMembers } from './queries.ts';
import { quorumReady } from './readiness.ts';
import { questionTracer } from './tracing.ts';

/** How a committee is set up; everything may be left out. */
export interface PacoreOptions {
  /** A YAML file, or the same structure as an object; the embedded family, if left out. */
  readonly config?: ConfigInput['source'];
  /** Settings above file and environment, by key such as `consensus.strategy`. */
  readonly overrides?: ConfigInput['overrides'];
  /** Strategies of your own, by name. */
  readonly strategies?: Readonly<Record<string, Strategy>>;
  /** Default: winston on standard error, as `log` in the configuration says. */
  readonly logger?: Logger;
  /** Default: the machine's own time. */
  readonly clock?: GivenClock;
  /** Told of every event from the first on, those of the start included; `events$` begins when the start is over. */
  readonly onEvent?: (event: PacoreEvent) => void;
  /** Stands around each model as it is made: `faultPlan` of `pacore/testing`, or one of your own. */
  readonly wrapBackend?: WrapBackend;
  /** Calls off the start. */
  readonly signal?: AbortSignal;
}

/** Unless the configuration says another time, a model may be silent for so long, or as long as a member has. */
const LEAST_SILENCE_MS = 30_000;

/** How long the supervisor may take to take on a member (loading is not waited for). */
const ADD_TIMEOUT_MS = 5000;

/**
 * Starts a committee; resolves when so many members are ready that a quorum can be met. Members that fail to load
 * are events, and missing in the decision records.
 * @throws PacoreError PACORE_CONFIG, PACORE_USAGE, PACORE_NO_QUORUM, PACORE_CLOSED (when `signal` aborts)
 */
export async function createPacore(options: PacoreOptions = {}): Promise<Pacore> {
  const loaded = loadConfig({ source: options.config, overrides: options.overrides });
  const { config } = loaded;
  const engine = createEngine(loaded, options.strategies ?? {});
  const clock = clockOf(options.clock ?? systemClock);
  const logger = options.logger ?? createLogger(config.log);
  const bus = createEventBus();
  bus.events$.subscribe((event) => logEvent(logger, event));
  const tracer = questionTracer(clock);
  bus.events$.subscribe(tracer.take);
  if (options.onEvent !== undefined) bus.events$.subscribe(options.onEvent);
  const { actors, stop: stopActors } = startActors(loaded, engine, clock, bus.emit);
  let coordinator: Coordinator | null = null;
  const stop = async (): Promise<void> => {
    await stopActors();
    await coordinator?.close();
  };
  const machines = () => coordinator?.machines() ?? [];
  const pacore = new Pacore({ config, engine, clock, bus, actors, traceOf: tracer.traceOf, machines, stop });
  const release = options.signal && onAbort(options.signal, () => void pacore.close());
  try {
    const surroundings = {
      folder: loaded.folder,
      apiKeys: loaded.apiKeys,
      clock,
      logger,
      threads: new SharedThreads(),
      wrapBackend: options.wrapBackend ?? ((backend) => backend),
      threadsEach: threadsEach(config.members, availableParallelism()),
    };
    for (const member of config.members) await add(actors, memberSpec(member, surroundings));
    coordinator = await joinCluster(loaded, actors, { clock, logger, emit: bus.emit });
    await quorumReady(bus.events$, () => listMembers(actors.supervisor), quorumAtStart(config));
    return pacore;
  } catch (error) {
    await pacore.close();
    // Called off, the start fails in one way or another; the caller hears of the one reason.
    throw options.signal?.aborted === true ? closedError() : error;
  } finally {
    release?.();
  }
}

/** Of a cluster the members of other machines are not waited for. */
function quorumAtStart({ consensus: { quorum }, cluster, members }: LoadedConfig['config']): number {
  if (cluster.redis === null) return quorum ?? majorityOf(members.length);
  return members.length === 0 ? 0 : Math.min(quorum ?? members.length, majorityOf(members.length));
}

/** Starts to look for the members of other machines. The library for it is loaded only here. */
async function joinCluster(
  { config, redisPassword }: LoadedConfig,
  { supervisor }: PacoreActors,
  surroundings: Pick<CoordinatorOptions, 'clock' | 'logger' | 'emit'>,
): Promise<Coordinator | null> {
  const { redis } = config.cluster;
  if (redis === null) return null;
  const { joinAsCoordinator } = await import('../cluster/coordinator.ts');
  const own = config.members.map(({ id }) => id);
  return joinAsCoordinator({ ...surroundings, supervisor, own, settings: { ...config.cluster, redis }, redisPassword });
}

function createEngine(loaded: LoadedConfig, strategies: Readonly<Record<string, Strategy>>): ConsensusEngine {
  const { profile, confidenceThreshold, minAgreement, quorum } = loaded.config.consensus;
  const engine = new ConsensusEngine({
    profile,
    confidenceThreshold,
    minAgreement,
    quorum,
    calibration: readCalibration(loaded),
  });
  for (const [name, strategy] of Object.entries(strategies)) engine.register(name, strategy);
  checkStrategy(loaded, engine.strategies);
  return engine;
}

/** Started in this order and stopped in reverse: models first, then the router, and the consensus actor last. */
function startActors(
  { config }: LoadedConfig,
  engine: ConsensusEngine,
  clock: Clock,
  emit: Emit,
): { readonly actors: PacoreActors; readonly stop: () => Promise<void> } {
  const system = createActorSystem((actor, message) =>
    emit({ type: 'dead-letter', actor, message: typeName(message) }),
  );
  // Everything depends on these three: a message that throws fails alone.
  const resilient = (name: string): SpawnOptions => ({
    name,
    onFault: (error) => emit({ type: 'actor-fault', actor: name, error: toFailure(error) }),
  });
  const consensus = system.spawn(consensusActor(engine, emit), resilient('consensus'));
  const { random } = Math;
  const router = system.spawn(routerActor({ ...config.router, clock, random }), resilient('router'));
  const { supervision, consensus: limits } = config;
  const { probe, silence } = supervision;
  const vigilance = { probe, silence: silence ?? Math.max(LEAST_SILENCE_MS, limits.memberTimeout) };
  const lifecycle = { policy: supervision, vigilance, router, clock, emit, random };
  const supervisor = system.spawn(supervisorActor(lifecycle), resilient('supervisor'));
  return { actors: { supervisor, router, consensus }, stop: () => system.close() };
}

async function add({ supervisor }: PacoreActors, spec: MemberSpec): Promise<void> {
  const reply = await query(supervisor, (replyTo) => ({ type: 'add-member', spec, replyTo }), {
    timeoutMs: ADD_TIMEOUT_MS,
  });
  if (reply.type === 'command-failed') throw fromFailure(reply.error);
}

function typeName(message: unknown): string {
  return typeof message === 'object' && message !== null && 'type' in message ? String(message.type) : typeof message;
}
