/** A line of a stream longer than this, in characters, cannot be meant; 1 MiB. */
export const MOST_LINE_LENGTH = 2 ** 20;

/**
 * The lines of a stream of UTF-8, each as it comes, without their ends (LF, CRLF or CR) and without a byte order mark; what
 * follows the last end counts as a line too. `tooLong` makes the error for a line beyond {@link MOST_LINE_LENGTH}.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, tooLong: () => Error): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  let endedInReturn = false;
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    if (text === '') continue;
    // The line feed of a CRLF that the connection cut in two ends no further line.
    const fresh = endedInReturn && text.startsWith('\n') ? text.slice(1) : text;
    endedInReturn = text.endsWith('\r');
    const [first = '', ...others] = fresh.split(/\r\n|\n|\r/);
    rest += first;
    for (const line of others) {
      yield rest;
      rest = line;
    }
    if (rest.length > MOST_LINE_LENGTH) throw tooLong();
  }
  if (rest !== '') yield rest;
}
