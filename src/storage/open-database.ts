/** Opening a database: nothing is taken for granted that a file may not keep. */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'libsql';
import { Database, release } from './database.ts';
import { storageError, storageFailure } from './storage-error.ts';

/** How a database is opened. */
export interface OpenOptions {
  readonly path: string;
  /** The steps to the newest schema. */
  readonly migrations: readonly string[];
  /** The most bytes that it may take; null: what the disk has. */
  readonly maxSize?: number | null;
}

/** "PaCo": what SQLite keeps in the header, so that a database can be told from another program's. */
const APPLICATION_ID = 0x50_61_43_6f;

/**
 * Opens the database, or makes it (readable by its owner alone), and brings its schema up to date. It stays this process's
 * until it is closed. A damaged file is refused as it is: nothing in it is changed.
 * @throws PacoreError PACORE_STORAGE: damaged, another program's, of a newer version, in use, full, or not to be opened
 */
export async function openDatabase({ path, migrations, maxSize = null }: OpenOptions): Promise<Database> {
  // Loaded only where tasks are kept: `pacore ask` starts without it.
  const { default: Binding } = await import('libsql');
  let close: () => void = () => undefined;
  try {
    makePrivate(path);
    const sqlite = new Binding(path);
    close = () => void sqlite.close();
    sqlite.pragma('locking_mode = EXCLUSIVE');
    checkIntegrity(sqlite, path);
    checkOrigin(sqlite, path, migrations.length);
    close = () => release(sqlite); // Which writes, so not before it is known to be ours and sound.
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    if (maxSize !== null) limitSize(sqlite, maxSize);
    migrate(sqlite, migrations);
    return new Database(sqlite, path);
  } catch (error) {
    close();
    throw storageError(error, path);
  }
}

/** SQLite makes its files with the rights of the first one. */
function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

function checkIntegrity(sqlite: Sqlite.Database, path: string): void {
  const findings = sqlite.prepare('PRAGMA quick_check').pluck().all();
  const found = String(findings[0]);
  if (found === 'ok') return;
  const what = `is damaged: ${found.split('\n')[0] ?? ''}. Restore a copy, or move it away (with its -wal file) to begin anew.`;
  throw storageFailure(path, what);
}

function checkOrigin(sqlite: Sqlite.Database, path: string, newest: number): void {
  const version = numberOf(sqlite, 'PRAGMA user_version');
  const isEmpty = numberOf(sqlite, 'SELECT count(*) FROM sqlite_schema') === 0;
  if (!isEmpty && numberOf(sqlite, 'PRAGMA application_id') !== APPLICATION_ID)
    throw storageFailure(path, "is another program's. Give another storage.path.");
  if (version > newest) {
    const what = `was written by a newer version of PaCoRe (schema ${version}; this one knows ${newest}). Use that version.`;
    throw storageFailure(path, what);
  }
}

function limitSize(sqlite: Sqlite.Database, bytes: number): void {
  const pages = Math.max(1, Math.floor(bytes / numberOf(sqlite, 'PRAGMA page_size')));
  sqlite.pragma(`max_page_count = ${pages}`);
}

/** Each step is one transaction with its number: what breaks off leaves the version before. */
function migrate(sqlite: Sqlite.Database, migrations: readonly string[]): void {
  const done = numberOf(sqlite, 'PRAGMA user_version');
  for (const [index, step] of migrations.entries()) {
    if (index < done) continue;
    const marks = `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${index + 1};`;
    try {
      sqlite.exec(`BEGIN IMMEDIATE; ${step} ${marks} COMMIT;`);
    } catch (error) {
      if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
      throw error;
    }
  }
}

function numberOf(sqlite: Sqlite.Database, sql: string): number {
  return Number(sqlite.prepare(sql).pluck().all()[0]);
}
