import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes, so that tests need no process. */
export interface CliContext {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
  /** Sets the exit status of the process. */
  readonly exit: (status: number) => void;
}

/** Writes and waits until the stream can take more. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await new Promise((resolve) => stream.once('drain', resolve));
}
