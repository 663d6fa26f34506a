/** Reading standard input and files, within bounds. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { messageOf, PacoreError } from '../errors.ts';

/** A question longer than this cannot be meant; 1 MiB. */
const MAX_QUESTION_BYTES = 2 ** 20;
/** A line of recorded responses longer than this is refused; 64 MiB. */
const MAX_LINE_BYTES = 2 ** 26;

/** All of a stream as text; `signal` ends the wait for it. @throws PacoreError PACORE_INPUT when it is too long or no text */
export async function readText(stream: Readable, signal: AbortSignal): Promise<string> {
  addAbortSignal(signal, stream);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_QUESTION_BYTES)
      throw input(`Standard input is longer than ${MAX_QUESTION_BYTES} bytes; that is no question.`);
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks), 'Standard input');
}

/** The JSON document in a file. @throws PacoreError PACORE_INPUT when it cannot be read or is none */
export async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    throw input(`${file} cannot be read as JSON: ${messageOf(error)}`);
  }
}

/** A line of a file with its number, from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a file (`-` is standard input) that are not blank.
 * @throws PacoreError PACORE_INPUT when the file cannot be read, a line is too long or is no text
 */
export async function* readLines(
  file: string,
  stdin: Readable,
  signal: AbortSignal,
): AsyncGenerator<NumberedLine, void> {
  const name = nameOf(file);
  const stream = addAbortSignal(signal, file === '-' ? stdin : createReadStream(file));
  let number = 0;
  for await (const line of splitLines(stream, name)) {
    number += 1;
    const text = decode(line, `${name}:${number}: the line`);
    if (text.trim() !== '') yield { number, text };
  }
}

/** What a file is called in messages. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

async function* splitLines(stream: Readable, name: string): AsyncGenerator<Buffer, void> {
  let rest: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
        yield Buffer.concat([...rest, chunk.subarray(start, end)]);
        rest = [];
        size = 0;
        start = end + 1;
      }
      rest.push(chunk.subarray(start));
      size += chunk.length - start;
      if (size > MAX_LINE_BYTES) throw input(`${name}: a line is longer than ${MAX_LINE_BYTES} bytes.`);
    }
  } catch (error) {
    throw error instanceof PacoreError ? error : input(`${name} cannot be read: ${messageOf(error)}`);
  }
  yield Buffer.concat(rest);
}

function decode(bytes: Buffer, what: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Falls through to the same error: bytes that are no UTF-8 and texts with NUL are both binary.
  }
  throw input(`${what} is binary, not UTF-8 text.`);
}

function input(message: string): PacoreError {
  return new PacoreError('PACORE_INPUT', message, { retryable: false });
}
