/**
 * Reads the fields of parsed JSON. Every function takes a value and where it stands (`ballots[2].weight`), and returns it as
 * what it must be.
 * @throws PacoreError PACORE_INPUT: `where` must be …; it is …
 */
import type { PacoreError } from '../errors.ts';
import { malformedInput, shown } from './misuse.ts';

/** Reads one value. */
export type Read<Value> = (value: unknown, where: string) => Value;

/** An object whose fields are not read yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** An object that is no array. */
export function objectAt(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(where, 'an object', value);
  return value as Fields;
}

/** A text, be it empty. */
export function textAt(value: unknown, where: string): string {
  if (typeof value !== 'string') throw malformed(where, 'a string', value);
  return value;
}

/** A text, or a finite number as its text. */
export function textOrNumberAt(value: unknown, where: string): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') throw malformed(where, 'a string or a number', value);
  return value;
}

/** The name of a member: a text that is not empty. */
export function memberAt(value: unknown, where: string): string {
  const name = textAt(value, where);
  if (name === '') throw malformed(where, 'the name of a member', value);
  return name;
}

/** True or false. */
export function flagAt(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') throw malformed(where, 'true or false', value);
  return value;
}

/** A finite number of any size. */
export function numberAt(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw malformed(where, 'a number', value);
  return value;
}

/** A finite number, 0 or more. */
export function amountAt(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
    throw malformed(where, 'a number of at least 0', value);
  return value;
}

/** A number from 0 to 1. */
export function shareAt(value: unknown, where: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw malformed(where, 'a number from 0 to 1', value);
  return value;
}

/** A confidence: a number from 0 to 1, or null where there is none. */
export function confidenceAt(value: unknown, where: string): number | null {
  if (value === null || (typeof value === 'number' && value >= 0 && value <= 1)) return value;
  throw malformed(where, 'a number from 0 to 1, or null', value);
}

/** A whole number from `least` on. */
export function wholeFrom(least: number): Read<number> {
  return (value, where) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least)
      throw malformed(where, `a whole number of at least ${least}`, value);
    return value;
  };
}

/** One of `choices`. */
export function oneOf<Choice extends string>(choices: readonly Choice[]): Read<Choice> {
  return (value, where) => {
    const choice = choices.find((known) => known === value);
    if (choice === undefined) throw malformed(where, `one of ${choices.join(', ')}`, value);
    return choice;
  };
}

/** What `read` reads, or null. */
export function orNull<Value>(read: Read<Value>): Read<Value | null> {
  return (value, where) => (value === null ? null : read(value, where));
}

/** An array of what `read` reads. `what` says in the error what it should hold. */
export function listOf<Value>(read: Read<Value>, what = 'an array'): Read<readonly Value[]> {
  return (value, where) => {
    if (!Array.isArray(value)) throw malformed(where, what, value);
    return value.map((entry: unknown, index) => read(entry, `${where}[${index}]`));
  };
}

/** `{ [name]: … }` out of the field `name` of `fields`, an object at `path`; nothing where there is no such field. */
export function optional<Name extends string, Value>(
  fields: Fields,
  name: Name,
  read: Read<Value>,
  path = '',
): Partial<Record<Name, Value>> {
  const value = fields[name];
  return (value === undefined ? {} : { [name]: read(value, `${path}${name}`) }) as Partial<Record<Name, Value>>;
}

/** A PACORE_INPUT error: the value at `where` must be `what`. */
export function malformed(where: string, what: string, value: unknown): PacoreError {
  const given = value === undefined ? 'missing' : `not ${shown(value)}`;
  return malformedInput(`${where} must be ${what}; it is ${given}.`);
}
