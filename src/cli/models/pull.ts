/** `pacore models pull`: downloads models. */
import { Command } from 'commander';
import { loadConfig } from '../../config/load.ts';
import { PacoreError } from '../../errors.ts';
import { hubFromEnvironment } from '../../models/hub/environment.ts';
import { modelsFolder } from '../../models/hub/folder.ts';
import { pullModel, type PulledModel } from '../../models/hub/pull.ts';
import { isHubReference, parseHubReference } from '../../models/hub/reference.ts';
import { faultOf } from '../../models/llama/inspect.ts';
import { write, type CliContext } from '../context.ts';
import { showPull } from './pull-progress.ts';
import { withModelsOptions, type ModelsOptions } from './options.ts';
import { bytesText } from './units.ts';

interface Options extends ModelsOptions {
  readonly config?: string;
}

/** The command. */
export function pullCommand(context: CliContext): Command {
  const command = new Command('pull')
    .description('download a model, or go on with a download; without MODEL every hf: model of the configuration')
    .argument('[model]', 'hf:owner/repo:QUANT or hf:owner/repo/file.gguf')
    .option('--config <file>', 'YAML configuration whose models are meant')
    .action((model: string | undefined, options: Options) => pull(model, options, context));
  return withModelsOptions(command);
}

async function pull(model: string | undefined, options: Options, context: CliContext): Promise<void> {
  const { stdout, stderr, signal } = context;
  const references = model === undefined ? configured(options.config) : [model];
  const hub = hubFromEnvironment();
  for (const reference of references) {
    const progress = showPull(options.json === true ? null : stderr, reference);
    try {
      const where = { hub, folder: modelsFolder(), signal, faultOf, onProgress: progress.show };
      const pulled = await pullModel(referenceTo(reference), where);
      progress.end();
      await write(stdout, options.json === true ? `${JSON.stringify(pulled)}\n` : asText(pulled));
    } finally {
      progress.end();
    }
  }
}

function referenceTo(model: string) {
  if (isHubReference(model)) return parseHubReference(model);
  const message = `Model '${model}' cannot be downloaded; give hf:owner/repo:QUANT or hf:owner/repo/file.gguf.`;
  throw new PacoreError('PACORE_USAGE', message, { retryable: false });
}

/** The models that a configuration wants from a hub, each once. */
function configured(source: string | undefined): readonly string[] {
  const { members } = loadConfig({ source }).config;
  const models = members.flatMap((member) => (member.backend === 'llama' ? [member.model] : []));
  const wanted = [...new Set(models.filter(isHubReference))];
  if (wanted.length > 0) return wanted;
  const message = 'The configuration names no hf: model; name one, or a configuration with --config.';
  throw new PacoreError('PACORE_USAGE', message, { retryable: false });
}

function asText({ reference, path, bytes, downloaded }: PulledModel): string {
  return `${reference} (${bytesText(bytes)}) ${downloaded ? 'is downloaded' : 'was there already'}: ${path}\n`;
}
