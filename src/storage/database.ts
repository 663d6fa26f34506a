/** An SQLite file that is this process's alone: opened with care, closed clean. */
import type Sqlite from 'libsql';
import { storageError } from './storage-error.ts';

/** Named values of a statement. */
export type Values = Readonly<Record<string, string | number | null>>;

/** An open database. Every failure is a PacoreError PACORE_STORAGE. Made by {@link openDatabase}. */
export class Database {
  readonly path: string;
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement<[Values]>>();

  constructor(sqlite: Sqlite.Database, path: string) {
    this.#sqlite = sqlite;
    this.path = path;
  }

  /** The first row, without what the binding adds to it; undefined where there is none. */
  get(sql: string, values: Values = {}): unknown {
    return this.all(sql, values)[0];
  }

  /** All rows. */
  all(sql: string, values: Values = {}): readonly unknown[] {
    return this.#attempt(() => this.#prepared(sql).all(values));
  }

  /** How many rows were changed. */
  run(sql: string, values: Values = {}): number {
    return this.#attempt(() => this.#prepared(sql).run(values).changes);
  }

  /** Runs `job` in one transaction that is on the disk when this returns: a power failure cannot undo it. */
  durably<Value>(job: () => Value): Value {
    return this.#attempt(() => this.#transaction(job));
  }

  /**
   * Likewise, but not waiting for the disk: the end of the process does not undo it, a power failure may. For what can be
   * done once more.
   */
  quickly<Value>(job: () => Value): Value {
    return this.#attempt(() => {
      this.#sqlite.pragma('synchronous = NORMAL');
      try {
        return this.#transaction(job);
      } finally {
        this.#sqlite.pragma('synchronous = FULL');
      }
    });
  }

  /** Closes it and lets go of the file. */
  close(): void {
    this.#statements.clear();
    release(this.#sqlite);
  }

  #transaction<Value>(job: () => Value): Value {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const value = job();
      this.#sqlite.exec('COMMIT');
      return value;
    } catch (error) {
      // Some failures, such as a full disk, have ended the transaction already.
      if (this.#sqlite.inTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  #prepared(sql: string): Sqlite.Statement<[Values]> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#sqlite.prepare<[Values]>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #attempt<Value>(job: () => Value): Value {
    try {
      return job();
    } catch (error) {
      throw storageError(error, this.path);
    }
  }
}

/**
 * Closes a database in WAL mode. Leaving WAL is what lets go of the file: the binding keeps its connection, and with it the
 * lock, until its statements are garbage collected.
 */
export function release(sqlite: Sqlite.Database): void {
  try {
    sqlite.pragma('journal_mode = DELETE');
    sqlite.pragma('locking_mode = NORMAL');
    sqlite.prepare('SELECT count(*) FROM sqlite_schema').all();
  } catch {
    // A full disk or a damaged file: everything written is in the -wal file, and read from there the next time.
  }
  sqlite.close();
}
