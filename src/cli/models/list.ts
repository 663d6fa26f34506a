/** `pacore models list`: the embedded models and the downloaded ones. */
import { Command } from 'commander';
import { messageOf } from '../../errors.ts';
import { downloadedModels, modelsFolder } from '../../models/hub/folder.ts';
import { readFacts } from '../../models/llama/inspect.ts';
import { embeddedModels, locateModel } from '../../models/locate.ts';
import { write, type CliContext } from '../context.ts';
import { formatTable } from '../table.ts';
import { oneLine } from '../terminal-text.ts';
import { withModelsOptions, type ModelsOptions } from './options.ts';
import { bytesText, countText, parametersText } from './units.ts';

/** A model in the list; what its header does not tell is null. */
interface Entry {
  readonly reference: string;
  readonly path: string;
  readonly bytes: number | null;
  readonly parameters: number | null;
  readonly quantization: string | null;
  readonly contextSize: number | null;
  readonly problem: string | null;
}

/** The command. */
export function listCommand(context: CliContext): Command {
  const command = new Command('list')
    .description('the embedded models and the downloaded ones')
    .action((options: ModelsOptions) => list(options, context));
  return withModelsOptions(command);
}

async function list({ json }: ModelsOptions, { stdout, signal }: CliContext): Promise<void> {
  const embedded = embeddedModels().map((name) => `embedded:${name}`);
  const models = [
    ...embedded.map((reference) => ({ reference, path: locateModel(reference, '.').path })),
    ...downloadedModels(modelsFolder()),
  ];
  const entries: Entry[] = [];
  for (const { reference, path } of models) {
    signal.throwIfAborted();
    entries.push(await entryOf(reference, path));
  }
  await write(stdout, json === true ? `${JSON.stringify(entries, null, 2)}\n` : asTable(entries));
}

/** One damaged file must not hide the others. */
async function entryOf(reference: string, path: string): Promise<Entry> {
  try {
    const { bytes, parameters, quantization, contextSize, problem } = await readFacts(path, reference);
    return { reference, path, bytes, parameters, quantization, contextSize, problem };
  } catch (error) {
    const unknown = { bytes: null, parameters: null, quantization: null, contextSize: null };
    return { reference, path, ...unknown, problem: messageOf(error) };
  }
}

function asTable(entries: readonly Entry[]): string {
  const columns = [
    { heading: 'model' },
    { heading: 'size', align: 'right' },
    { heading: 'parameters', align: 'right' },
    { heading: 'quantisation' },
    { heading: 'context', align: 'right' },
  ] as const;
  const rows = entries.map(({ reference, bytes, parameters, quantization, contextSize }) => [
    reference,
    bytes === null ? '–' : bytesText(bytes),
    parametersText(parameters),
    quantization === null ? '–' : oneLine(quantization),
    countText(contextSize),
  ]);
  const problems = entries.flatMap(({ reference, problem }) =>
    problem === null ? [] : [`${reference}: ${oneLine(problem)}`],
  );
  const lines = [...formatTable(columns, rows), ...(problems.length > 0 ? ['', ...problems] : [])];
  return `${lines.join('\n')}\n\nDownloaded models are kept in ${modelsFolder()}\n`;
}
