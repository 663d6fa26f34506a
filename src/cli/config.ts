/** `pacore config`: what the configuration is, and whether a file is right. */
import { Command } from 'commander';
import { loadConfig, type LoadedConfig } from '../config/load.ts';
import { write, type CliContext } from './context.ts';
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
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
}

async function showConfig(options: CommonOptions, { stdout }: CliContext): Promise<void> {
  const settings = settingsOf(loadConfig({ source: options.config, overrides: overridesOf(options) }));
  if (options.json === true) {
    await write(stdout, `${JSON.stringify(settings, null, 2)}\n`);
    return;
  }
  const rows = settings.map(({ key, value, source }) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
    source,
  ]);
  const lines = formatTable([{ heading: 'key' }, { heading: 'value' }, { heading: 'source' }], rows);
  await write(stdout, `${lines.join('\n')}\n`);
}

async function checkConfig(file: string, { stdout }: CliContext): Promise<void> {
  const { config } = loadConfig({ source: file });
  const ids = config.members.map(({ id }) => id).join(', ');
  await write(stdout, `${file} is right: ${config.members.length} members (${ids}), ${config.consensus.strategy}\n`);
}

function settingsOf({ config, origin }: LoadedConfig): readonly Setting[] {
  return leaves(config, []).map(({ path, value }) => ({
    key: path.reduce<string>(
      (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`),
      '',
    ),
    value,
    source: origin(path),
  }));
}

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path): readonly { readonly path: Path; readonly value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => leaves(item, [...path, index]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [{ path, value }];
}
