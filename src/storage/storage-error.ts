/** What SQLite says when it fails, and what that means to whoever runs the service. */
import { messageOf, PacoreError } from '../errors.ts';

/** From the start of SQLite's code to what is wrong with the database, what to do, and whether trying again may help. */
const MEANINGS: readonly (readonly [code: string, what: string, retryable: boolean])[] = [
  ['SQLITE_FULL', 'is full: the disk is, or storage.maxSize is reached. Make room.', true],
  ['SQLITE_BUSY', 'is in use by another process. Stop that one, or give another storage.path.', false],
  ['SQLITE_CORRUPT', 'is damaged. Restore a copy, or move it away (with its -wal file) to begin anew.', false],
  ['SQLITE_NOTADB', 'is no database, or damaged. Restore a copy, or move it away to begin anew.', false],
  ['SQLITE_READONLY', 'cannot be written. Give the user that runs the service the right to.', false],
  ['SQLITE_PERM', 'cannot be written. Give the user that runs the service the right to.', false],
  ['SQLITE_IOERR', 'cannot be read or written. See whether its disk is sound and has room.', true],
];

/** What the binding says without a code when there is nothing to open. */
const NOT_OPENED = 'cannot be opened. See whether its folder is there and may be written.';

/** Anything that SQLite, or the file system, has thrown at the database `path`, as a PACORE_STORAGE error. */
export function storageError(thrown: unknown, path: string): PacoreError {
  if (thrown instanceof PacoreError) return thrown;
  const code = codeOf(thrown);
  const [, what, retryable] = MEANINGS.find(([start]) => code.startsWith(start)) ?? [
    code,
    messageOf(thrown).startsWith('ConnectionFailed') || /^E[A-Z]+$/.test(code) ? NOT_OPENED : 'does not work.',
    true,
  ];
  return storageFailure(path, `${what} (${messageOf(thrown)})`, { retryable, cause: thrown });
}

/** A PACORE_STORAGE error of the database `path`; `what` goes on with the sentence. */
export function storageFailure(
  path: string,
  what: string,
  options: { readonly retryable?: boolean; readonly cause?: unknown } = {},
): PacoreError {
  return new PacoreError('PACORE_STORAGE', `The database ${path} ${what}`, { retryable: false, ...options });
}

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
}
