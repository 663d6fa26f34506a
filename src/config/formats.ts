/**
 * The formats of our settings, for convict. A text that is a number through and through
 * counts as one, since the environment has only texts.
 */
import convict from 'convict';
import { parseDuration } from './duration.ts';

/** Registers the formats with convict, which keeps them for the process. */
export function addFormats(): void {
  convict.addFormats({
    duration: {
      validate: (value: unknown) => check(parseDuration(value) !== null, 'give a duration such as 250ms, 30s or 5m'),
      coerce: (value: unknown) => parseDuration(value) ?? value,
    },
    // A wait that must not be nothing.
    'some-duration': {
      validate: (value: unknown) =>
        check((parseDuration(value) ?? 0) > 0, 'give a duration above 0, such as 250ms or 30s'),
      coerce: (value: unknown) => parseDuration(value) ?? value,
    },
    share: numeric((value) => value >= 0 && value <= 1, 'give a number from 0 to 1'),
    'not-negative': numeric((value) => value >= 0, 'give a number from 0'),
    // Of an answer that leads: half is no lead, and certainty never comes.
    likelihood: numeric((value) => value > 0.5 && value < 1, 'give a number above 0.5 and below 1'),
    // Of a whole: nothing of it is no part.
    part: numeric((value) => value > 0 && value <= 1, 'give a number above 0, up to 1'),
    threads: {
      ...numeric((value) => Number.isInteger(value) && value >= 1, ''),
      validate: (value: unknown) =>
        check(
          value === 'auto' || (typeof value === 'number' && Number.isInteger(value) && value >= 1),
          'give auto or a whole number from 1',
        ),
    },
    positive: numeric((value) => value > 0, 'give a number above 0'),
    'from-one': numeric((value) => value >= 1, 'give a number from 1'),
    count: numeric((value) => Number.isInteger(value) && value >= 0, 'give a whole number from 0'),
    'count-from-one': numeric((value) => Number.isInteger(value) && value >= 1, 'give a whole number from 1'),
    'tcp-port': numeric(
      (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 16,
      'give a port from 0 to 65535',
    ),
    flag: {
      validate: (value: unknown) => check(typeof value === 'boolean', 'give true or false'),
      coerce: (value: unknown) => (value === 'true' ? true : value === 'false' ? false : value),
    },
    name: {
      validate: (value: unknown) =>
        check(
          typeof value === 'string' && /^(?!any$)[\w.:@-]{1,100}$/.test(value),
          'give a name of letters, digits and . _ : @ -, other than any',
        ),
    },
    'round-template': template('{question}', '{references}'),
    'judge-template': template('{question}', '{answers}'),
    'redis-url': {
      validate: (value: unknown) =>
        check(
          typeof value === 'string' && /^rediss?:$/.test(urlOf(value)?.protocol ?? '') && urlOf(value)?.password === '',
          'give redis://HOST:PORT or rediss://HOST:PORT; the password belongs into the environment (cluster.passwordEnv)',
        ),
    },
    list: { validate: (value: unknown) => check(Array.isArray(value), 'give a list') },
    text: { validate: (value: unknown) => check(typeof value === 'string' && value !== '', 'give a text') },
  });
}

/** One of a list of words, said in plain words when it is not. */
export function oneOf(...allowed: readonly (string | boolean)[]) {
  return (value: unknown) =>
    check(
      allowed.some((word) => word === value),
      `give one of ${allowed.join(', ')}`,
    );
}

function numeric(holds: (value: number) => boolean, otherwise: string): Omit<convict.Format, 'name'> {
  return {
    validate: (value: unknown) => check(typeof value === 'number' && holds(value), otherwise),
    coerce: (value: unknown) =>
      typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : value,
  };
}

/** A text with these slots in it. */
function template(first: string, second: string): Omit<convict.Format, 'name'> {
  const isTemplate = (value: unknown) => typeof value === 'string' && value.includes(first) && value.includes(second);
  return { validate: (value: unknown) => check(isTemplate(value), `give a text with ${first} and ${second} in it`) };
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
