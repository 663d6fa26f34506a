/** `hf:owner/repo:QUANT` and `hf:owner/repo/file.gguf`: what they mean, and under which name they are kept. */
import { PacoreError } from '../../errors.ts';

/** A model of a hub such as Hugging Face: one of a repository's quantisations, or one of its files. */
export interface HubReference {
  /** As it was given: the name shown to people. */
  readonly label: string;
  readonly owner: string;
  readonly repo: string;
  /** What is wanted of it: a quantisation, which the hub knows the file of, or a file by its path. */
  readonly wanted: { readonly quant: string } | { readonly file: string };
}

const PREFIX = 'hf:';
/**
 * Letters that are safe in a URL, in a file name of any system and in a shell alike; a name starts with a letter or a
 * digit, so that `..` is none.
 */
const NAME = /^[A-Za-z0-9][\w.+-]{0,120}$/;
const SPLIT = /-(\d{5})-of-(\d{5})\.gguf$/i;

/** Whether a model reference names a model of a hub. */
export function isHubReference(reference: string): boolean {
  return reference.startsWith(PREFIX);
}

/**
 * Reads a reference that starts with `hf:`.
 * @throws PacoreError PACORE_CONFIG when it can name nothing
 */
export function parseHubReference(reference: string): HubReference {
  const [owner = '', name = '', ...path] = reference.slice(PREFIX.length).split('/');
  const [repo = '', quant, ...rest] = name.split(':');
  const isQuant = path.length === 0 && quant !== undefined && rest.length === 0;
  const isFile = path.length > 0 && quant === undefined && /\.gguf$/i.test(path.at(-1) ?? '');
  const names = [owner, repo, ...(isQuant ? [quant] : path)];
  if (!(isQuant || isFile) || !names.every((part) => NAME.test(part))) throw invalid(reference);
  if (isQuant) return { label: reference, owner, repo, wanted: { quant } };
  const file = path.join('/');
  if ((partOf(file)?.part ?? 1) !== 1) {
    throw new PacoreError('PACORE_CONFIG', `Model '${reference}': name the first part; the others come with it.`, {
      retryable: false,
    });
  }
  return { label: reference, owner, repo, wanted: { file } };
}

/**
 * Where it is kept, from the models folder: `owner/repo/file.gguf`, or `owner/repo@QUANT.gguf`. No repository's name
 * has an @, so the way back is clear too.
 */
export function savedAs({ owner, repo, wanted }: HubReference): string {
  if ('file' in wanted) return `${owner}/${repo}/${wanted.file}`;
  return `${owner}/${repo}@${wanted.quant.toUpperCase()}.gguf`;
}

/** The reference of a file in the models folder, the way back of {@link savedAs}; null for a file that is none. */
export function referenceOf(path: string): string | null {
  const whole = path.replace(/-00001-of-\d{5}(?=\.gguf$)/i, '');
  const quant = /^([^/@]+)\/([^/@]+)@([^/@]+)\.gguf$/.exec(whole);
  const reference = quant === null ? `${PREFIX}${path}` : `${PREFIX}${quant[1] ?? ''}/${quant[2] ?? ''}:${quant[3] ?? ''}`;
  try {
    return parseHubReference(reference).label;
  } catch {
    return null; // A file that somebody else put there.
  }
}

/** Which part of a model in several files this is, from 1; null for a model in one file. */
export function partOf(file: string): { readonly part: number; readonly parts: number } | null {
  const match = SPLIT.exec(file);
  return match === null ? null : { part: Number(match[1]), parts: Number(match[2]) };
}

/** All files of a model by the name of its first: `x-00001-of-00003.gguf` and two more, or just the one. */
export function partsOf(file: string): readonly string[] {
  const parts = partOf(file)?.parts;
  if (parts === undefined) return [file];
  const whole = file.replace(SPLIT, '');
  return Array.from({ length: parts }, (_, index) => `${whole}${suffix(index + 1, parts)}`);
}

/** The end of the name of one part of a model, as llama.cpp looks for it. */
export function suffix(part: number, parts: number): string {
  const digits = (value: number) => String(value).padStart(5, '0');
  return `-${digits(part)}-of-${digits(parts)}.gguf`;
}

function invalid(reference: string): PacoreError {
  const message = `Model '${reference}' names nothing; give hf:owner/repo:QUANT, such as hf:owner/repo-GGUF:Q4_K_M, or hf:owner/repo/file.gguf.`;
  return new PacoreError('PACORE_CONFIG', message, { retryable: false });
}
