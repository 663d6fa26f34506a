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
  const misplaced = notMappings(schema, value);
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
        .map((line) => problemOf(line, schema)),
    };
  }
  return { values: config.getProperties() };
}

/** Sections given as something else than a mapping, which convict would take badly. */
function notMappings(schema: object, value: Mapping, path: readonly string[] = []): readonly Problem[] {
  return Object.entries(schema).flatMap(([key, node]: [string, unknown]) => {
    if (!(key in value) || !isMapping(node) || 'default' in node) return [];
    const section = value[key];
    const here = [...path, key];
    return isMapping(section) ? notMappings(node, section, here) : [{ path: here, message: 'give a mapping of keys' }];
  });
}

/** One line of convict's complaint. */
function problemOf(line: string, schema: object): Problem {
  const [, undeclared] = /^configuration param '(.*)' not declared in the schema$/.exec(line) ?? [];
  if (undeclared !== undefined) {
    const path = undeclared.split('.');
    return { path, message: `there is no such key; known here: ${knownKeys(schema, path).join(', ')}` };
  }
  const [, key, message] = /^([^\s:]+): (.*)$/.exec(line) ?? [];
  if (key === undefined || message === undefined) return { path: [], message: line };
  return {
    path: key.split('.'),
    message: message.replace(/: value was (.*)$/, (_, value: string) => `, not ${shorten(value)}`),
  };
}

/** The keys of the innermost section on the path that exists. */
function knownKeys(schema: object, path: readonly string[]): readonly string[] {
  const [key, ...rest] = path;
  const inner = Object.entries(schema).find(([name]) => name === key)?.[1] as unknown;
  if (isMapping(inner) && !('default' in inner) && rest.length > 0) return knownKeys(inner, rest);
  return Object.keys(schema);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
