/** What a model file says about itself, read from its header alone. */
import { stat } from 'node:fs/promises';
import type * as LibraryModule from 'node-llama-cpp';
import type { GgufFileInfo, GgufInsights } from 'node-llama-cpp';
import { messageOf } from '../../errors.ts';
import { partsOf } from '../hub/reference.ts';
import { cutOff } from './header.ts';
import { at, textAt } from '../untrusted.ts';

type Library = typeof LibraryModule;

/** What is known of a model without loading it. The texts are those of whoever made the file: they may hold anything. */
export interface ModelFacts {
  readonly path: string;
  /** Size on the disk, of all its files, in bytes. */
  readonly bytes: number;
  readonly name: string | null;
  readonly architecture: string | null;
  /** Number of weights. */
  readonly parameters: number | null;
  /** How the weights are stored, such as Q4_K_M. */
  readonly quantization: string | null;
  /** Tokens in the vocabulary. */
  readonly vocabulary: number | null;
  /** Tokens that the model was trained to see at once. */
  readonly contextSize: number | null;
  /** The template in which conversations are put to it; without one there is no talking to it. */
  readonly chatTemplate: string | null;
  readonly licence: string | null;
  /** Why it cannot be used; null when nothing is wrong as far as the header tells. */
  readonly problem: string | null;
}

/** The facts of a model whose header was read. */
export async function factsOf(
  library: Library,
  path: string,
  { metadata }: GgufFileInfo,
  insights: GgufInsights,
): Promise<ModelFacts> {
  const chatTemplate = textAt(metadata, 'tokenizer', 'chat_template');
  const tokens = at(metadata, 'tokenizer', 'ggml', 'tokens');
  return {
    path,
    bytes: await sizeOf(path),
    name: textAt(metadata, 'general', 'name'),
    architecture: textAt(metadata, 'general', 'architecture'),
    parameters: count(insights.totalParameters),
    quantization: quantization(library, at(metadata, 'general', 'file_type'), insights),
    vocabulary: Array.isArray(tokens) ? tokens.length : null,
    contextSize: count(insights.trainContextSize),
    chatTemplate,
    licence: textAt(metadata, 'general', 'license') ?? textAt(metadata, 'general', 'license.name'),
    problem: (await fileFault(library, path)) ?? useFault(insights, chatTemplate),
  };
}

/** What is wrong with the files of a model whose header can be read; null when all tensors are there. */
async function fileFault(library: Library, path: string): Promise<string | null> {
  const parts = partsOf(path);
  for (const [index, part] of parts.entries()) {
    const fault = await cutOff(library, part).catch((error: unknown) => messageOf(error));
    if (fault !== null) return parts.length === 1 ? fault : `part ${index + 1} of ${parts.length}: ${fault}`;
  }
  return null;
}

function useFault(insights: GgufInsights, chatTemplate: string | null): string | null {
  if (!insights.isSupportedByLlamaCpp) return 'llama.cpp does not know its architecture';
  return chatTemplate === null ? 'it has no chat template, so it is no model to talk to' : null;
}

async function sizeOf(path: string): Promise<number> {
  let bytes = 0;
  for (const part of partsOf(path)) bytes += (await stat(part).catch(() => null))?.size ?? 0;
  return bytes;
}

/** The name that files are called by; where the header has none, that of most weights. */
function quantization(library: Library, fileType: unknown, insights: GgufInsights): string | null {
  const name = typeof fileType === 'number' ? library.GgufFileType[fileType] : undefined;
  if (name !== undefined) return name.replace(/^(MOSTLY|ALL)_/, '');
  const { dominantTensorType } = insights;
  return textAt(library.GgmlType, String(dominantTensorType));
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}
