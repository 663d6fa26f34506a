/** Where a configuration comes from: a YAML file or an object, with the place of each key. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { messageOf, PacoreError } from '../errors.ts';
import { isMapping, type Mapping } from './mapping.ts';
import type { Locate } from './problem.ts';

/** A configuration before validation. */
export interface Source {
  readonly value: Mapping;
  /** Relative model paths start here. */
  readonly folder: string;
  readonly locate: Locate;
}

/** The same place from src/ and from dist/. */
const DEFAULT_FILE = fileURLToPath(new URL('../../config/default.yaml', import.meta.url));

/** A configuration given as an object in code. */
export function objectSource(value: Mapping): Source {
  return { value, folder: process.cwd(), locate: () => 'configuration' };
}

/** The package's own configuration: the embedded family. */
export function defaultSource(): Source {
  return { ...fileSource(DEFAULT_FILE), locate: () => 'default' };
}

/**
 * Reads a YAML file.
 * @throws PacoreError PACORE_CONFIG when it cannot be read, is not YAML, or is not a mapping
 */
export function fileSource(file: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(read(file), { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw invalid(`${file}:${lines.linePos(error.pos[0]).line}: ${firstLine(error.message)}`);
  const value = toValue(document, file);
  if (!isMapping(value))
    throw invalid(`${file}: the file must hold keys such as "members:"; see docs/configuration.md.`);
  const locate: Locate = (path) => {
    // The deepest part of the path that stands in the file; what is missing is reported at its section.
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return `${file}:${lines.linePos(node.range[0]).line}`;
    }
    return file;
  };
  return { value, folder: dirname(resolve(file)), locate };
}

function toValue(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    throw invalid(`${file}: ${messageOf(error)}`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw invalid(`The configuration file ${file} cannot be read: ${messageOf(error)}`);
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? text;
}

function invalid(message: string): PacoreError {
  return new PacoreError('PACORE_CONFIG', message, { retryable: false });
}
