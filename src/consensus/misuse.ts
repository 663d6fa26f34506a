import { PacoreError } from '../errors.ts';

/** A PACORE_USAGE error: the caller's call is wrong, and trying it again cannot help. */
export function misuse(message: string): PacoreError {
  return new PacoreError('PACORE_USAGE', message, { retryable: false });
}

/** A PACORE_INPUT error: what was read is malformed, and trying it again cannot help. */
export function malformedInput(message: string): PacoreError {
  return new PacoreError('PACORE_INPUT', message, { retryable: false });
}

/** A PACORE_USAGE error: the option `name` must be `what` (the rest of a sentence) and is `value`. */
export function wrongOption(name: string, what: string, value: unknown): PacoreError {
  return misuse(`The option "${name}" must be ${what}, not ${shown(value)}.`);
}

/** `value` for a message: short, whatever it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** Runs `job` on what was read: where it finds wrong use (PACORE_USAGE), what was read is malformed (PACORE_INPUT). */
export function usageAsInput<Value>(job: () => Value): Value {
  try {
    return job();
  } catch (error) {
    throw error instanceof PacoreError && error.code === 'PACORE_USAGE' ? malformedInput(error.message) : error;
  }
}
