/** Files of one JSON value a line, or of objects printed over several lines, as `ask --json` prints them. */
import { asPacoreError, messageOf, PacoreError } from '../errors.ts';
import { write, type CliContext } from './context.ts';
import { nameOf, readLines, type NumberedLine } from './input.ts';

/**
 * Runs `job` on each value of `file` (`-` is standard input), one after another, until the user interrupts. A line that is
 * no JSON, or that `job` finds malformed (PACORE_INPUT), ends it, or with `skipInvalid` is left out and told of at the end.
 * @throws PacoreError PACORE_INPUT with file and line; whatever else `job` throws
 */
export async function eachJsonLine(
  file: string,
  { skipInvalid = false }: { readonly skipInvalid?: boolean },
  { stdin, stderr, signal }: CliContext,
  job: (value: unknown) => Promise<void>,
): Promise<void> {
  let skipped = 0;
  for await (const line of joined(readLines(file, stdin, signal), nameOf(file))) {
    if (signal.aborted) return;
    try {
      await job(parseJson(line));
    } catch (error) {
      if (asPacoreError(error).code !== 'PACORE_INPUT') throw error;
      if (!skipInvalid) throw located(error, file, line);
      skipped += 1;
    }
  }
  if (skipped > 0) await write(stderr, `pacore: ${skipped} malformed lines of ${nameOf(file)} were left out.\n`);
}

/**
 * Lines from `{` to `}`, with nothing else on them and what is between indented, as one. What is broken off ends at the first
 * line that is not indented, so that only the broken object is lost.
 * @throws PacoreError PACORE_INPUT: one is longer than any record
 */
async function* joined(lines: AsyncIterable<NumberedLine>, name: string): AsyncGenerator<NumberedLine, void> {
  let open: { readonly number: number; readonly parts: string[] } | null = null;
  let size = 0;
  for await (const line of lines) {
    const text = line.text.trimEnd();
    if (open !== null) {
      const isPart = /^[ \t}]/.test(text);
      if (isPart) open.parts.push(text);
      size += text.length;
      if (size > MAX_OBJECT_LENGTH)
        throw new PacoreError('PACORE_INPUT', `${name}:${open.number}: the object has no end.`, { retryable: false });
      if (isPart && text !== '}') continue;
      yield { number: open.number, text: open.parts.join('\n') };
      open = null;
      if (isPart) continue;
    }
    if (text === '{') [open, size] = [{ number: line.number, parts: [text] }, 0];
    else yield line;
  }
  if (open !== null) yield { number: open.number, text: open.parts.join('\n') };
}

/** As many characters as a line may have bytes. */
const MAX_OBJECT_LENGTH = 2 ** 26;

function parseJson({ text }: NumberedLine): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new PacoreError('PACORE_INPUT', `not a JSON object: ${messageOf(error)}`);
  }
}

function located(error: unknown, file: string, { number }: NumberedLine): PacoreError {
  const message = `${nameOf(file)}:${number}: ${messageOf(error)}`;
  return new PacoreError('PACORE_INPUT', message, { retryable: false, cause: error });
}
