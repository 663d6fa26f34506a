import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PacoreError } from '../errors.ts';

/**
 * Checks that `file` can be written, before the work whose result goes there; `what` names it in the error.
 * @throws PacoreError PACORE_USAGE
 */
export async function checkWritable(file: string, what: string): Promise<void> {
  try {
    await access(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch (error) {
    throw new PacoreError('PACORE_USAGE', `${what} ${file} cannot be written.`, { cause: error, retryable: false });
  }
}
