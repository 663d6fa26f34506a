import { isMapping } from './mapping.ts';
import { keyName, type Locate } from './problem.ts';
import type { Overrides } from './read-strict.ts';
import { settingsSchema } from './schema.ts';
import type { Source } from './source.ts';

/** Where the value of a key comes from, in words: `command line`, `environment PACORE_…`, `pacore.yaml:3`, `default`. */
export type Origin = Locate;

/** The layers that a value may come from, besides the defaults. */
export interface Layers {
  readonly overrides: Overrides;
  readonly env: NodeJS.ProcessEnv;
  readonly given: Source;
  /** Where `members` come from: the given source, or the defaults. */
  readonly family: Source;
}

/** Tells for each key which layer its value comes from. */
export function originOf({ overrides, env, given, family }: Layers): Origin {
  return (path) => {
    if (path[0] === 'members') return family.locate(path);
    if (overrides.has(keyName(path))) return 'command line';
    const variable = variableOf(path);
    if (variable !== undefined && env[variable] !== undefined) return `environment ${variable}`;
    return variable === undefined || isSet(given.value, path) ? given.locate(path) : 'default';
  };
}

/** Whether a setting is a duration, in milliseconds. */
export function isDuration(path: readonly (string | number)[]): boolean {
  const leaf = descend(settingsSchema, path);
  return isMapping(leaf) && String(leaf.format).endsWith('duration');
}

/** The environment variable of a setting; undefined for what is no setting. */
function variableOf(path: readonly (string | number)[]): string | undefined {
  const leaf = descend(settingsSchema, path);
  return isMapping(leaf) && typeof leaf.env === 'string' ? leaf.env : undefined;
}

function isSet(value: unknown, path: readonly (string | number)[]): boolean {
  return descend(value, path) !== undefined;
}

function descend(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (isMapping(inner) ? inner[key] : undefined), value);
}
