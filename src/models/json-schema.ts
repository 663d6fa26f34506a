/** Which JSON schemas an answer can be held to: llama.cpp's grammars know a part of the standard, and would ignore the rest. */
import { PacoreError } from '../errors.ts';
import type { JsonSchema } from './backend.ts';

const TYPES: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'null', 'object', 'array']);
const FORMATS: ReadonlySet<unknown> = new Set(['date-time', 'time', 'date']);
/** Schemas in them are schemas again: one, a list, or by name. */
const ONE = ['items', 'additionalProperties'];
const LISTS = ['oneOf', 'prefixItems'];
const BY_NAME = ['properties', '$defs'];
const KNOWN: ReadonlySet<string> = new Set([
  ...ONE,
  ...LISTS,
  ...BY_NAME,
  ...['type', 'const', 'enum', 'required', 'format', '$ref'],
  ...['minProperties', 'maxProperties', 'minItems', 'maxItems', 'minLength', 'maxLength'],
  // These only say something to people.
  ...['title', 'description', '$schema', '$id', '$comment', 'default', 'examples', 'deprecated'],
]);
const DEEPEST = 32;

/**
 * Checks that `schema` is a JSON schema of which every part will be kept to.
 * @throws PacoreError PACORE_USAGE naming the place and what is wrong there
 */
export function checkJsonSchema(schema: unknown): asserts schema is JsonSchema {
  check(schema, '$', 0);
}

function check(schema: unknown, at: string, depth: number): void {
  if (depth > DEEPEST) throw refusal(at, `it is nested deeper than ${DEEPEST}`);
  if (!isRecord(schema)) throw refusal(at, 'it must be an object');
  const stranger = Object.keys(schema).find((key) => !KNOWN.has(key));
  if (stranger !== undefined) throw refusal(at, `"${stranger}" is not known`);
  const { type, format, $ref } = schema;
  const types = Array.isArray(type) ? (type as readonly unknown[]) : [type];
  const wrongType = type === undefined ? undefined : types.find((name) => !TYPES.has(name));
  if (wrongType !== undefined) throw refusal(at, `there is no type ${JSON.stringify(wrongType)}`);
  if (format !== undefined && !FORMATS.has(format)) throw refusal(at, `the format ${JSON.stringify(format)} is not known`);
  if ($ref !== undefined && !(typeof $ref === 'string' && $ref.startsWith('#/$defs/')))
    throw refusal(at, 'a $ref must lead to #/$defs/…');
  for (const key of ONE) if (isSubschema(schema[key])) check(schema[key], `${at}.${key}`, depth + 1);
  for (const key of [...LISTS, ...BY_NAME]) {
    const group = schema[key];
    if (group === undefined) continue;
    if (Array.isArray(group) !== LISTS.includes(key) || typeof group !== 'object' || group === null)
      throw refusal(`${at}.${key}`, `it must be ${LISTS.includes(key) ? 'a list' : 'an object'} of schemas`);
    for (const [name, one] of Object.entries(group)) check(one, `${at}.${key}.${name}`, depth + 1);
  }
}

function isSubschema(value: unknown): boolean {
  return value !== undefined && typeof value !== 'boolean';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(at: string, reason: string): PacoreError {
  const place = at.length > 200 ? `${at.slice(0, 200)}…` : at;
  return new PacoreError('PACORE_USAGE', `The JSON schema cannot be used: at ${place}, ${reason}.`, { retryable: false });
}
