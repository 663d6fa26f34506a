import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/storage/database.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

const ONE = 'CREATE TABLE words (word TEXT NOT NULL) STRICT;';
const TWO = 'ALTER TABLE words ADD COLUMN length INTEGER; UPDATE words SET length = length(word);';

describe('a database', () => {
  const folder = temporaryFolders();
  const open: Database[] = [];
  afterEach(() => {
    for (const database of open.splice(0)) database.close();
  });

  async function opened(path: string, migrations: readonly string[] = [ONE], maxSize: number | null = null) {
    const database = await openDatabase({ path, migrations, maxSize });
    open.push(database);
    return database;
  }

  const add = (database: Database, word: string) =>
    database.durably(() => database.run('INSERT INTO words (word) VALUES (:word)', { word }));
  const words = (database: Database) => database.all('SELECT word FROM words ORDER BY rowid');
  const close = (database: Database) => open.splice(open.indexOf(database), 1).forEach((one) => one.close());

  /** A closed database with so many words. */
  async function written(path: string, count: number) {
    const database = await opened(path);
    for (let index = 0; index < count; index++) add(database, `${'x'.repeat(500)}${index}`);
    close(database);
  }

  it('is made with its folder, readable by its owner alone', async () => {
    const path = join(folder(), 'data', 'pacore.db');
    add(await opened(path), 'first');
    for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('is as it was when it is opened again, in the same process too', async () => {
    const path = join(folder(), 'pacore.db');
    const database = await opened(path);
    add(database, 'first');
    close(database);
    expect(words(await opened(path))).toEqual([{ word: 'first' }]);
  });

  it('goes through the migrations that it has not had', async () => {
    const path = join(folder(), 'pacore.db');
    const database = await opened(path);
    add(database, 'first');
    close(database);
    const again = await opened(path, [ONE, TWO]);
    expect(again.get('SELECT * FROM words')).toEqual({ word: 'first', length: 5 });
  });

  it('keeps the version before where a migration fails', async () => {
    const path = join(folder(), 'pacore.db');
    close(await opened(path));
    await expect(opened(path, [ONE, 'CREATE TABLE more (a TEXT); nonsense;'])).rejects.toMatchObject({
      code: 'PACORE_STORAGE',
    });
    const again = await opened(path, [ONE, TWO]);
    expect(again.all('SELECT name FROM sqlite_schema')).toEqual([{ name: 'words' }]);
  });

  it('takes back what a transaction did that failed', async () => {
    const database = await opened(join(folder(), 'pacore.db'));
    const half = () => {
      database.run("INSERT INTO words (word) VALUES ('half')");
      throw new Error('in the middle');
    };
    expect(() => database.durably(half)).toThrow('in the middle');
    expect(() => database.quickly(half)).toThrow('in the middle');
    expect(words(database)).toEqual([]);
  });

  describe('is refused, and left as it is,', () => {
    const refused = async (path: string, message: string) => {
      const before = readFileSync(path);
      await expect(opened(path)).rejects.toMatchObject({
        code: 'PACORE_STORAGE',
        message: expect.stringMatching(new RegExp(`^The database ${path} ${message}`)),
      });
      expect(readFileSync(path)).toEqual(before);
    };

    it('when it is of a newer version', async () => {
      const path = join(folder(), 'pacore.db');
      close(await opened(path, [ONE, TWO]));
      await refused(path, 'was written by a newer version of PaCoRe \\(schema 2; this one knows 1\\)');
    });

    it("when it is another program's", async () => {
      const path = join(folder(), 'pacore.db');
      const { default: Sqlite } = await import('libsql');
      const theirs = new Sqlite(path);
      theirs.exec('CREATE TABLE theirs (a)');
      theirs.close();
      await refused(path, "is another program's");
    });

    it('when it is no database', async () => {
      const path = join(folder(), 'pacore.db');
      writeFileSync(path, 'a letter to nobody\n'.repeat(500));
      await refused(path, 'is no database, or damaged');
    });

    it('when its end is missing', async () => {
      const path = join(folder(), 'pacore.db');
      await written(path, 100);
      truncateSync(path, 12_288);
      await refused(path, 'is damaged');
    });

    it('when a page in the middle is overwritten', async () => {
      const path = join(folder(), 'pacore.db');
      await written(path, 100);
      const content = readFileSync(path);
      content.fill(0xab, 8192, 12_288);
      writeFileSync(path, content);
      await refused(path, 'is damaged');
    });

    it('when it is open already; and no other process gets at it', async () => {
      const path = join(folder(), 'pacore.db');
      add(await opened(path), 'ours');
      const script = `const Sqlite = require('libsql'); new Sqlite(process.argv[1]).pragma('user_version = 9');`;
      const { stderr } = spawnSync(process.execPath, ['-e', script, path], { encoding: 'utf8' });
      expect(stderr).toContain('database is locked');
      await refused(path, 'is in use by another process');
    });
  });

  it('says so when its folder cannot be made', async () => {
    const path = join(folder(), 'file');
    writeFileSync(path, '');
    await expect(opened(join(path, 'pacore.db'))).rejects.toMatchObject({
      code: 'PACORE_STORAGE',
      message: expect.stringContaining('cannot be opened'),
    });
  });

  it('takes no more than it may, keeps what it has, and takes more once there is room', async () => {
    const path = join(folder(), 'pacore.db');
    const database = await opened(path, [ONE], 40_000);
    let kept = 0;
    const fill = () => {
      for (; kept < 1000; kept++) add(database, 'x'.repeat(1000));
    };
    expect(fill).toThrow(expect.objectContaining({ code: 'PACORE_STORAGE', retryable: true }));
    expect(kept).toBeGreaterThan(5);
    expect(words(database)).toHaveLength(kept);
    database.durably(() => database.run('DELETE FROM words'));
    add(database, 'again');
    expect(words(database)).toEqual([{ word: 'again' }]);
  });
});
