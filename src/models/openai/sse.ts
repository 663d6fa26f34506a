/**
 * Server-sent events (WHATWG HTML, 9.2.6) as endpoints really send them: also without the empty line between them, without
 * `data:` (a JSON body, or JSON line by line), with `data:` twice, and with the last one not closed.
 */

/** An event longer than this, in characters, cannot be meant; 1 MiB. */
export const MOST_EVENT_LENGTH = 2 ** 20;

/** One event; those without data are passed over. */
export interface ServerEvent {
  /** The kind that it says it is; null where it does not say. */
  readonly name: string | null;
  /** Its JSON, or its text where that is none. */
  readonly data: unknown;
}

/** The events in `lines`, each as it comes. `tooLong` makes the error for one beyond {@link MOST_EVENT_LENGTH}. */
export async function* serverEvents(
  lines: AsyncIterable<string>,
  tooLong: () => Error,
): AsyncGenerator<ServerEvent, void> {
  let event = new OpenEvent();
  for await (const line of lines) {
    const closed = line === '' ? event.close() : event.push(line);
    if (event.length > MOST_EVENT_LENGTH) throw tooLong();
    if (closed !== null) yield closed;
    if (closed !== null || line === '') event = new OpenEvent();
  }
  const last = event.close();
  if (last !== null) yield last;
}

/** An event of which further lines may come. */
class OpenEvent {
  /** Characters so far. */
  length = 0;
  #name: string | null = null;
  readonly #data: string[] = [];
  /** Whether it is JSON without `data:`, whose lines are taken as they are. */
  #isBare = false;

  /** Takes one more line; returns the event where that makes it whole already. */
  push(line: string): ServerEvent | null {
    this.length += line.length;
    if (this.#data.length === 0 && /^\s*[{[]/.test(line)) this.#isBare = true;
    if (this.#isBare) this.#data.push(line);
    else this.#take(line);
    const [only, ...others] = this.#data;
    if (only === undefined || others.length > 0) return null;
    const data = only.trim() === DONE ? DONE : parsed(only);
    return data === DONE || data instanceof Object ? { name: this.#name, data } : null;
  }

  /** The event as it stands; null where it has no data. */
  close(): ServerEvent | null {
    const text = this.#data.join('\n').trim();
    return text === '' ? null : { name: this.#name, data: parsed(text) ?? text };
  }

  #take(line: string): void {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1);
    switch (line.slice(0, Math.max(0, colon))) {
      case 'data':
        this.#data.push(unwrapped(value));
        break;
      case 'event':
        this.#name = value.trim();
        break;
      case 'error': // Older versions of llama-server tell of errors in a field of that name.
        this.#name = 'error';
        this.#data.push(value);
    }
  }
}

/** The data of the event that ends a stream. */
const DONE = '[DONE]';

/** Whether the data of an event say that it is the last. */
export function isDone(data: unknown): boolean {
  return data === DONE;
}

/** A proxy may have put an event into the data of another one. */
function unwrapped(value: string): string {
  let data = value.startsWith(' ') ? value.slice(1) : value;
  while (data.startsWith('data:')) data = data.slice('data:'.length).trimStart();
  return data;
}

/** The JSON in a text; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
