import { PacoreError } from '../errors.ts';

/** A PACORE_USAGE error: the caller's call is wrong, and trying it again cannot help. */
export function misuse(message: string): PacoreError {
  return new PacoreError('PACORE_USAGE', message, { retryable: false });
}
