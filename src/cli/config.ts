/** `pacore config`: what the configuration is, and whether a file is right. */
import { Command } from 'commander';
import { loadConfig, type Config, type LoadedConfig } from '../config/load.ts';
import { fewestToStop } from '../consensus/beta-rule.ts';
import { isMapping } from '../config/mapping.ts';
import { isDuration } from '../config/origin.ts';
import { keyName, type Problem } from '../config/problem.ts';
import { write, type CliContext } from './context.ts';
import { engineOf } from './engine.ts';
import { overridesOf, withCommonOptions, type CommonOptions } from './options.ts';
import { formatTable } from './table.ts';

/** The command with its two subcommands. */
export function configCommand(context: CliContext): Command {
  const show = new Command('show')
    .description('every setting, merged, with where its value comes from')
    .action((options: CommonOptions) => showConfig(options, context));
  const check = new Command('check')
    .description('say whether a configuration file is right')
    .argument('<file>', 'the YAML file')
    .action((file: string) => checkConfig(file, context));
  return new Command('config')
    .description('show or check the configuration')
    .addCommand(withCommonOptions(show))
    .addCommand(check);
}

/** One value and where it comes from. */
interface Setting {
  readonly path: Problem['path'];
  readonly value: unknown;
  readonly source: string;
}

async function showConfig(options: CommonOptions, { stdout }: CliContext): Promise<void> {
  const settings = settingsOf(loadConfig({ source: options.config, overrides: overridesOf(options) }));
  await write(stdout, options.json === true ? asJson(settings) : asTable(settings));
}

async function checkConfig(file: string, { stdout }: CliContext): Promise<void> {
  const { config } = loadConfig({ source: file });
  engineOf({ config: file });
  const ids = config.members.map(({ id }) => id).join(', ');
  await write(stdout, `${file} is right: ${config.members.length} members (${ids}), ${config.consensus.strategy}\n`);
  await write(stdout, stoppingNote(config));
}

/** A rule that cannot fire is no error, since samples are the caller's; but it should be known. */
function stoppingNote({ members, consensus: { stopAt } }: Config): string {
  if (stopAt === null) return '';
  const ballots = fewestToStop(stopAt);
  if (ballots < members.length) return '';
  const samples = Math.ceil((ballots + 1) / members.length);
  return `note: stopAt ${stopAt} needs ${ballots} ballots alike, so with one sample of ${members.length} members it never stops early; ask for --samples ${samples} or more\n`;
}

function settingsOf({ config, origin }: LoadedConfig): readonly Setting[] {
  return leaves(config, []).map(({ path, value }) => ({ path, value, source: origin(path) }));
}

function leaves(value: unknown, path: Problem['path']): readonly Omit<Setting, 'source'>[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => leaves(item, [...path, index]));
  if (!isMapping(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

function asJson(settings: readonly Setting[]): string {
  const entries = settings.map(({ path, value, source }) => ({ key: keyName(path), value, source }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

function asTable(settings: readonly Setting[]): string {
  const rows = settings.map(({ path, value, source }) => {
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    return [keyName(path), isDuration(path) ? `${shown} ms` : shown, source];
  });
  return `${formatTable([{ heading: 'key' }, { heading: 'value' }, { heading: 'source' }], rows).join('\n')}\n`;
}
