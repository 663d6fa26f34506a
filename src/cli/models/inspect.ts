/** `pacore models inspect`: what a model is, whether it is complete, and whether it fits. */
import { Command } from 'commander';
import type { ModelFacts } from '../../models/llama/facts.ts';
import { estimateRun, readFacts, type RunEstimate } from '../../models/llama/inspect.ts';
import { mebibytes, totalOf } from '../../models/llama/memory.ts';
import { locateModel } from '../../models/locate.ts';
import { write, type CliContext } from '../context.ts';
import { cut } from '../table.ts';
import { oneLine } from '../terminal-text.ts';
import { parseCount, withModelsOptions, type ModelsOptions } from './options.ts';
import { bytesText, countText, parametersText } from './units.ts';

interface Options extends ModelsOptions {
  readonly slots: number;
  readonly contextSize: number;
}

/** The memory that running it takes; sizes in bytes. */
interface Memory {
  readonly slots: number;
  /** Tokens of each slot: what was asked for, capped at what the model was trained for. */
  readonly contextSize: number;
  readonly weights: number;
  readonly context: number;
  readonly runtime: number;
  readonly available: number;
  readonly fits: boolean;
}

interface Inspection extends ModelFacts {
  readonly reference: string;
  /** Where it would be computed. */
  readonly device: string;
  /** Null where it cannot be told. */
  readonly memory: Memory | null;
}

const LONGEST_TEXT = 100;

/** The command. */
export function inspectCommand(context: CliContext): Command {
  const command = new Command('inspect')
    .description('what a model is, whether it is complete, and whether it fits; it is not loaded')
    .argument('<model>', 'embedded:NAME, hf:owner/repo:QUANT or the path of a GGUF file')
    .option('--slots <n>', 'prompts that run at the same time', parseCount, 4)
    .option('--context-size <n>', 'tokens that prompt and answer share', parseCount, 512)
    .action((model: string, options: Options) => inspect(model, options, context));
  return withModelsOptions(command);
}

async function inspect(model: string, options: Options, { stdout, exit }: CliContext): Promise<void> {
  const { label, path } = locateModel(model, '.');
  const facts = await readFacts(path, label);
  const shape = { slots: options.slots, contextSize: Math.min(options.contextSize, facts.contextSize ?? Infinity) };
  const run = await estimateRun(path, shape);
  const inspection = { reference: label, ...facts, device: run.device, memory: memoryOf(shape, run) };
  await write(stdout, options.json === true ? `${JSON.stringify(inspection, null, 2)}\n` : asText(inspection));
  if (facts.problem !== null) exit(1);
}

function memoryOf(shape: { slots: number; contextSize: number }, { need, available }: RunEstimate): Memory | null {
  if (need === null) return null;
  const { system, graphics } = available;
  const fits = totalOf(need) <= system + graphics;
  return { ...shape, ...need, available: system + graphics, fits };
}

function asText(inspection: Inspection): string {
  const { bytes, parameters, quantization, vocabulary, contextSize, chatTemplate, problem } = inspection;
  const lines: readonly (readonly [string, string])[] = [
    ['model', inspection.reference],
    ['file', inspection.path],
    ['size', bytesText(bytes)],
    ['name', textOf(inspection.name)],
    ['architecture', textOf(inspection.architecture)],
    ['parameters', parametersText(parameters)],
    ['quantisation', textOf(quantization)],
    ['vocabulary', `${countText(vocabulary)} tokens`],
    ['trained context', `${countText(contextSize)} tokens`],
    ['chat template', chatTemplate === null ? 'none' : `yes: ${textOf(chatTemplate)}`],
    ['licence', textOf(inspection.licence)],
    ['tensors', problem === null ? 'complete' : textOf(problem)],
    ['device', inspection.device],
    ['memory', memoryText(inspection.memory)],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return `${lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')}\n`;
}

function memoryText(memory: Memory | null): string {
  if (memory === null) return 'cannot be told from its header';
  const { slots, contextSize, weights, context, runtime, available, fits } = memory;
  const needed = `about ${mebibytes(totalOf(memory))} MiB for ${slots} slots of ${contextSize} tokens`;
  const parts = `weights ${mebibytes(weights)}, context ${mebibytes(context)}, runtime ${mebibytes(runtime)}`;
  return `${needed} (${parts}); ${mebibytes(available)} MiB available: ${fits ? 'fits' : 'does not fit'}`;
}

/** A text of the file's on one line, not too long. */
function textOf(text: string | null): string {
  return text === null ? '–' : cut(oneLine(text), LONGEST_TEXT);
}
