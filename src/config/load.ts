/** From sources to a complete configuration: overrides > environment > file (or object) > defaults. */
import { resolve } from 'node:path';
import { PacoreError } from '../errors.ts';
import { readApiKeys, type ApiKeys } from './api-keys.ts';
import { mostAsked, readSteps, type CascadeConfig } from './cascade.ts';
import { isMapping, type Mapping } from './mapping.ts';
import type { MemberConfig } from './member-schema.ts';
import { readMembers } from './members.ts';
import { originOf, type Origin } from './origin.ts';
import { configError } from './problem.ts';
import { readStrict, type Overrides } from './read-strict.ts';
import { settingsSchema, type Settings } from './schema.ts';
import { readServiceKeys, type ServiceKey } from './service-keys.ts';
import type { ServiceSettings } from './service-schema.ts';
import { defaultSource, fileSource, objectSource, type Source } from './source.ts';

/** The whole configuration, validated, durations in milliseconds. */
export interface Config extends Omit<Settings, 'cascade' | 'service'> {
  readonly cascade: CascadeConfig;
  readonly service: ServiceConfig;
  readonly members: readonly MemberConfig[];
}

/** The group `service`, its keys read. */
export interface ServiceConfig extends Readonly<Omit<ServiceSettings, 'apiKeys'>> {
  readonly apiKeys: readonly ServiceKey[];
}

/** A configuration with what is known of where it came from. */
export interface LoadedConfig {
  readonly config: Config;
  /** Of remote members. */
  readonly apiKeys: ApiKeys;
  /** Of `cluster.redis`; null where none is needed. It stays out of the configuration, which is shown and logged. */
  readonly redisPassword: string | null;
  /** Relative model paths start here. */
  readonly folder: string;
  /** Where a value comes from: the command line, the environment, a line of a file, or the defaults. */
  readonly origin: Origin;
}

/** What a configuration is made of. */
export interface ConfigInput {
  /** A YAML file, or the same structure as an object; neither leaves the embedded family. */
  readonly source?: string | Mapping | undefined;
  /** By key such as `consensus.strategy`; what the command line sets. */
  readonly overrides?: Overrides | undefined;
  /** Default `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Loads a configuration.
 * @throws PacoreError PACORE_CONFIG naming file, line and key of what is wrong
 */
export function loadConfig({ source, overrides = new Map(), env = process.env }: ConfigInput = {}): LoadedConfig {
  const given = sourceOf(source);
  const { members: entries, ...rest } = given.value;
  const family = entries === undefined ? defaultSource() : given;
  const origin = originOf({ overrides, env, given, family });
  const settings = readStrict(settingsSchema, rest, env, overrides);
  if ('problems' in settings) throw configError(settings.problems, origin);
  const mayBeEmpty = settings.values.cluster.redis !== null;
  const members = readMembers(family.value.members, family.folder, mayBeEmpty);
  if ('problems' in members) throw configError(members.problems, origin);
  const steps = readSteps(settings.values.cascade.steps);
  if ('problems' in steps) throw configError(steps.problems, origin);
  const apiKeys = readApiKeys(members.values, env);
  if ('problems' in apiKeys) throw configError(apiKeys.problems, origin);
  const serviceKeys = readServiceKeys(settings.values.service.apiKeys, env);
  if ('problems' in serviceKeys) throw configError(serviceKeys.problems, origin);
  const { quorum, aggregator } = settings.values.consensus;
  // Where machines share their members, those of this one are not all there are.
  const isWhole = settings.values.cluster.redis === null;
  if (isWhole && quorum !== null && quorum > members.values.length) {
    const message = `${quorum} members must answer, but there are ${members.values.length}; lower it or add members`;
    throw configError([{ path: ['consensus', 'quorum'], message }], origin);
  }
  const ids = members.values.map(({ id }) => id);
  if (isWhole && aggregator !== null && !ids.includes(aggregator)) {
    const message = `there is no member "${aggregator}"; members: ${ids.join(', ')}`;
    throw configError([{ path: ['consensus', 'aggregator'], message }], origin);
  }
  for (const [index, step] of steps.values.entries()) {
    const path = ['cascade', 'steps', index] as const;
    const stranger = step.members?.find((id) => !ids.includes(id));
    if (isWhole && stranger !== undefined) {
      const message = `there is no member "${stranger}"; members: ${ids.join(', ')}`;
      throw configError([{ path: [...path, 'members'], message }], origin);
    }
    if (quorum !== null && quorum > mostAsked(step)) {
      const message = `${quorum} members must answer (consensus.quorum), but this step asks ${mostAsked(step)}`;
      throw configError([{ path, message }], origin);
    }
  }
  const cascade = { ...settings.values.cascade, steps: steps.values };
  const consensus = { ...settings.values.consensus, calibration: calibrationPath(settings.values, given, origin) };
  const service = { ...settings.values.service, apiKeys: serviceKeys.values };
  const config = { ...settings.values, cascade, consensus, service, members: members.values };
  const redisPassword = env[settings.values.cluster.passwordEnv] ?? null;
  return { config, apiKeys: apiKeys.values, redisPassword, folder: family.folder, origin };
}

/** Of a file the path goes from its folder; on the command line and in the environment from where one is. */
function calibrationPath({ consensus: { calibration } }: Settings, given: Source, origin: Origin): string | null {
  if (calibration === null) return null;
  const isElsewhere = /^(command line|environment)/.test(origin(['consensus', 'calibration']));
  return isElsewhere ? resolve(calibration) : resolve(given.folder, calibration);
}

function sourceOf(source: ConfigInput['source']): Source {
  if (source === undefined) return objectSource({});
  if (typeof source === 'string') return fileSource(source);
  if (isMapping(source)) return objectSource(source);
  throw new PacoreError('PACORE_CONFIG', 'The configuration must be the path of a YAML file, or an object.', {
    retryable: false,
  });
}
