/** A piece of a stream longer than this, in characters, cannot be meant; 1 MiB. */
export const MOST_EVENT_LENGTH = 2 ** 20;

/**
 * The data of server-sent events (WHATWG HTML, 9.2.6), each as it comes; comments and the other fields are passed over, and so
 * is an event that the end of the stream cuts off. `tooLong` makes the error for an event beyond
 * {@link MOST_EVENT_LENGTH}.
 */
export async function* eventData(bytes: AsyncIterable<Uint8Array>, tooLong: () => Error): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  let length = 0;
  for await (const piece of bytes) {
    // A carriage return at the very end may have its line feed still to come, so it waits.
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      length += line.length;
      if (line.startsWith('data:')) data.push(line.slice('data:'.length).replace(/^ /, ''));
      if (line !== '') continue;
      if (data.length > 0) yield data.join('\n');
      data = [];
      length = 0;
    }
    if (length + rest.length > MOST_EVENT_LENGTH) throw tooLong();
  }
}
