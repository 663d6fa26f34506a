/** Who may use the service. Plain keys stay out of the configuration: it holds their hashes. */
import { createHash } from 'node:crypto';
import { isMapping } from './mapping.ts';
import type { Problem } from './problem.ts';
import { under, type Reading } from './read-strict.ts';

/** What a key lets its holder do: ask questions, see everything, change members. */
export const SCOPES = ['ask', 'read', 'admin'] as const;

/** One of {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number];

/** A key of the service. */
export interface ServiceKey {
  /** Unique; shown in logs and metrics. */
  readonly name: string;
  /** SHA-256 of the key, in hexadecimal. Keys are drawn at random and long, so that it needs no salt and no slow hash. */
  readonly hash: string;
  readonly scopes: readonly Scope[];
}

const DEFAULT_SCOPES: readonly Scope[] = ['ask', 'read'];
const KNOWN = ['name', 'hash', 'keyEnv', 'scopes'];
/** Fewer characters than this can be guessed. */
const SHORTEST_KEY = 20;

/** SHA-256 of a key, in hexadecimal. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Reads `service.apiKeys`; the variables that entries name as `keyEnv` are looked up in `env`. No message quotes a value. */
export function readServiceKeys(entries: readonly unknown[], env: NodeJS.ProcessEnv): Reading<readonly ServiceKey[]> {
  const readings = entries.map((entry, index) => under(['service', 'apiKeys', index], readKey(entry, env)));
  const problems = readings.flatMap((reading) => ('problems' in reading ? reading.problems : []));
  const keys = readings.flatMap((reading) => ('values' in reading ? [reading.values] : []));
  const repeated = keys.flatMap(({ name }, index) => {
    if (keys.findIndex((other) => other.name === name) === index) return [];
    return [{ path: ['service', 'apiKeys', index, 'name'], message: `"${name}" is taken by an earlier key` }];
  });
  return problems.length + repeated.length > 0 ? { problems: [...problems, ...repeated] } : { values: keys };
}

function readKey(entry: unknown, env: NodeJS.ProcessEnv): Reading<ServiceKey> {
  if (!isMapping(entry)) return problem([], 'give a mapping with name, hash (or keyEnv) and scopes');
  const stranger = Object.keys(entry).find((key) => !KNOWN.includes(key));
  if (stranger !== undefined) {
    return problem([stranger], `there is no such key; known here: ${KNOWN.join(', ')}. Plain keys do not belong here.`);
  }
  const { name, scopes = DEFAULT_SCOPES } = entry;
  if (typeof name !== 'string' || !/^[\w.:@-]{1,100}$/.test(name)) {
    return problem(['name'], 'give a name of letters, digits and . _ : @ -');
  }
  if (!Array.isArray(scopes) || scopes.length === 0 || !scopes.every(isScope)) {
    return problem(['scopes'], `give a list of ${SCOPES.join(', ')}`);
  }
  const hash = readHash(entry, env);
  return 'problems' in hash ? hash : { values: { name, hash: hash.values, scopes } };
}

function readHash({ hash, keyEnv }: Readonly<Record<string, unknown>>, env: NodeJS.ProcessEnv): Reading<string> {
  if ((hash === undefined) === (keyEnv === undefined)) return problem([], 'give either hash or keyEnv');
  if (keyEnv === undefined) {
    const [, digits] = typeof hash === 'string' ? (/^(?:sha256:)?([0-9a-f]{64})$/i.exec(hash) ?? []) : [];
    if (digits !== undefined) return { values: digits.toLowerCase() };
    return problem(['hash'], 'give the SHA-256 of the key as 64 hexadecimal digits; pacore keys create makes both');
  }
  if (typeof keyEnv !== 'string' || !/^[A-Za-z_]\w*$/.test(keyEnv)) {
    return problem(['keyEnv'], 'give the name of the environment variable that holds the key, not the key');
  }
  const key = env[keyEnv]?.trim() ?? '';
  if (key.length >= SHORTEST_KEY) return { values: hashOf(key) };
  return problem(['keyEnv'], `the variable ${keyEnv} must hold a key of at least ${SHORTEST_KEY} characters`);
}

function isScope(value: unknown): value is Scope {
  return SCOPES.some((scope) => scope === value);
}

function problem(path: Problem['path'], message: string): Reading<never> {
  return { problems: [{ path, message }] };
}
