import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { ERROR_CODES } from '../../src/errors.ts';
import { settingsSchema } from '../../src/config/schema.ts';
import { llamaSchema, openAiSchema, scriptSchema, scriptedSchema } from '../../src/config/member-schema.ts';
import { CLI } from '../support/cli.ts';
import { blocksOf, type Block } from '../support/markdown.ts';
import { startService, type RunningService } from '../support/service.ts';

const run = promisify(execFile);
const PAGES = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  'models/README.md',
];
const blocks = PAGES.flatMap(blocksOf);
const at = ({ file, line }: Block) => `${file}:${line}`;

/** Where the service listens unless it is told otherwise. */
const SERVICE = 'localhost:8080';

/** Snippets import `pacore` by name, which only works from inside the package. */
const SNIPPETS = '.snippets';
beforeAll(() => {
  mkdirSync(SNIPPETS, { recursive: true });
});
afterAll(() => rmSync(SNIPPETS, { recursive: true }));

describe('the commands in the docs', () => {
  const commands = blocks.flatMap((block, index) =>
    block.language === 'sh'
      ? block.text.split('\n').map((command) => ({ command, block, output: outputAfter(index) }))
      : [],
  );

  /** The block of output that follows a block of commands. */
  function outputAfter(index: number): string | undefined {
    const next = blocks[index + 1];
    return next?.language === 'text' && next.file === blocks[index]?.file ? next.text : undefined;
  }

  it('are there', () => {
    expect(commands.length).toBeGreaterThan(5);
  });

  interface Command {
    readonly command: string;
    readonly output: string | undefined;
  }

  async function runs({ command, output }: Command, env: NodeJS.ProcessEnv = process.env): Promise<void> {
    const shell = command.replace('npm ci && ', '').replaceAll('npx pacore', `'${process.execPath}' '${CLI}'`);
    const { stdout } = await run('sh', ['-c', shell], { env });
    for (const line of output?.split('\n') ?? []) expect(stdout).toMatch(asPattern(line));
  }

  // `npm ci` and `npm test` themselves are run by CI, on a fresh clone.
  const runnable = commands.filter(({ command }) => command.includes('npx pacore') && !command.includes(SERVICE));
  it.each(runnable.map((entry) => [`${at(entry.block)} ${entry.command}`, entry] as const))('%s', (_, entry) =>
    runs(entry),
  );

  describe('that need the service', () => {
    const requests = commands.filter(({ command }) => command.includes(SERVICE));
    let service: RunningService;
    beforeAll(async () => {
      const path = join(SNIPPETS, 'docs.db');
      service = await startService({ members: null, storage: { path } });
      const question = { question: 'What is 23 + 48 - 17?' };
      const { task } = service.tasks?.submit(question) ?? {};
      for await (const { type } of service.tasks?.events(task?.id ?? '') ?? []) if (type === 'ended') return;
    });
    afterAll(() => service.close());

    it.each(requests.map((entry) => [`${at(entry.block)} ${entry.command}`, entry] as const))(
      '%s',
      async (_, entry) => {
        const id = service.tasks?.list({ status: 'succeeded' }).tasks.at(-1)?.id;
        const command = entry.command
          .replaceAll(SERVICE, new URL(service.url).host)
          .replace(/^curl /, 'curl --fail-with-body ');
        await runs({ ...entry, command }, { ...process.env, ID: id });
      },
    );
  });

  /** A line as a pattern: any numbers, any spacing, and any member's fate, since which one is called off is a race. */
  function asPattern(line: string): RegExp {
    const name = /^small-[abc]\b/.exec(line)?.[0];
    if (name !== undefined) return new RegExp(`^${name}\\s`, 'm');
    const literal = line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${literal.replace(/\d+/g, '\\d+').replace(/ +/g, '\\s+')}`, 'm');
  }
});

describe('the snippets in the docs', () => {
  const snippets = blocks.filter(({ language }) => language === 'ts');
  const fileOf = (block: Block, extension: string) => join(SNIPPETS, `${at(block).replace(/\W/g, '-')}.${extension}`);

  it('are there', () => {
    expect(snippets.length).toBeGreaterThan(3);
  });

  it('typecheck', () => {
    const files = snippets.map((block) => fileOf(block, 'ts'));
    for (const [index, block] of snippets.entries()) writeFileSync(files[index] ?? '', block.text);
    const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: object };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
    const problems = ts.getPreEmitDiagnostics(ts.createProgram(files, { ...options, noUnusedLocals: false }));
    expect(
      problems.map(
        ({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
      ),
    ).toEqual([]);
  });

  it.each(snippets.map((block) => [at(block), block] as const))(
    '%s runs and prints what its comments say',
    async (_, block) => {
      const file = fileOf(block, 'mjs');
      const { outputText } = ts.transpileModule(block.text, {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      });
      writeFileSync(file, outputText);
      const { stdout } = await run(process.execPath, [file]);
      for (const [, expected = ''] of block.text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm))
        expect(stdout).toContain(expected);
    },
  );
});

describe('the lists in the docs', () => {
  it('hold every error code, and no other', () => {
    const listed = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `(PACORE_\w+)`/gm)].map(([, code]) => code);
    expect(listed.sort()).toEqual([...ERROR_CODES].sort());
  });

  it('hold every setting, and no other', () => {
    const page = readFileSync('docs/configuration.md', 'utf8');
    const listed = [...page.matchAll(/^\| `([\w.]+)`/gm)].map(([, key]) => key);
    const settings = leavesOf(settingsSchema, '');
    const members = new Set([
      'script',
      ...[llamaSchema, openAiSchema, scriptedSchema].flatMap((schema) => leavesOf(schema, '')),
    ]);
    expect(listed.sort()).toEqual([...settings, ...members].sort());
    for (const key of Object.keys(scriptSchema)) expect(page).toContain(`\`${key}\``);
  });

  function leavesOf(node: object, path: string): readonly string[] {
    if ('default' in node) return [path];
    return Object.entries(node).flatMap(([key, child]) =>
      leavesOf(child as object, path === '' ? key : `${path}.${key}`),
    );
  }
});

describe('the links in the docs', () => {
  const links = PAGES.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
      ([, target = '']) => [page, target] as const,
    ),
  );

  it.each(links)('%s → %s leads somewhere', (page, target) => {
    expect(existsSync(join(dirname(page), target))).toBe(true);
  });

  it('of ARCHITECTURE.md name files that exist', () => {
    const named = [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/`((?:src|docs|test|config)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
