/** convict, wrapped: strict reading of a plain object against a schema, its complaints as problems with their paths. */
import convict from 'convict';
import { messageOf } from '../errors.ts';
import { addFormats } from './formats.ts';
import { isMapping, type Mapping } from './mapping.ts';
import type { Problem } from './problem.ts';

/** Values that stand above file and environment, by key such as `router.maxQueue`. */
export type Overrides = ReadonlyMap<string, unknown>;

/** What a section became: its values, complete, or what is wrong with it. */
export type Reading<T> = { readonly values: T } | { readonly problems: readonly Problem[] };

addFormats();

/** Reads `value` against `schema`: overrides > `env` > `value` > defaults. Unknown keys are problems. */
export function readStrict<T>(
  schema: convict.Schema<T>,
  value: Mapping,
  env: NodeJS.ProcessEnv = {},
  overrides: Overrides = new Map(),
): Reading<T> {
  const config = convict<T>(schema, { env, args: [] });
  const misplaced = misplacedKeys(schema, value, []);
  if (misplaced.length > 0) return { problems: misplaced };
  config.load(value);
  // convict types its keys; ours come from the command line's own table of options.
  for (const [key, override] of overrides) (config as convict.Config<Record<string, unknown>>).set(key, override);
  try {
    config.validate({ allowed: 'strict' });
  } catch (error) {
    return {
      problems: messageOf(error)
        .split('\n')
        .map((line) => problemOf(line)),
    };
  }
  return { values: config.getProperties() };
}

/** A reading whose problems stand below `prefix`. */
export function under<T>(prefix: Problem['path'], reading: Reading<T>): Reading<T> {
  if ('values' in reading) return reading;
  return { problems: reading.problems.map(({ path, message }) => ({ path: [...prefix, ...path], message })) };
}

/**
 * Keys that are not in the schema, and sections that are no mappings. Checked before convict sees them: it takes a dot in
 * a key for a path, and passes over keys such as `constructor`.
 */
function misplacedKeys(schema: object, value: Mapping, path: readonly string[]): readonly Problem[] {
  return Object.keys(value).flatMap((key): readonly Problem[] => {
    const here = [...path, key];
    const node: unknown = Object.hasOwn(schema, key)
      ? Object.entries(schema).find(([name]) => name === key)?.[1]
      : undefined;
    if (!isMapping(node)) {
      return [{ path: here, message: `there is no such key; known here: ${Object.keys(schema).join(', ')}` }];
    }
    if ('default' in node) return [];
    const section = value[key];
    return isMapping(section)
      ? misplacedKeys(node, section, here)
      : [{ path: here, message: 'give a mapping of keys' }];
  });
}

/** One line of convict's complaint. */
function problemOf(line: string): Problem {
  const [, key, message] = /^([^\s:]+): (.*)$/.exec(line) ?? [];
  if (key === undefined || message === undefined) return { path: [], message: line };
  return {
    path: key.split('.'),
    message: message.replace(/: value was (.*)$/, (_, value: string) => `, not ${shorten(value)}`),
  };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
