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
  /** Says that the interruption was how this command ends, and no failure: the exit status is 0. */
  readonly endsInOrder: () => void;
}

/** Writes and waits until the stream can take more; a stream whose reader has gone takes nothing, and is not waited for. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (stream.destroyed || stream.write(text)) return;
  await new Promise<void>((resolve) => {
    const ends = ['drain', 'close', 'error'] as const;
    const end = () => {
      for (const event of ends) stream.off(event, end);
      resolve();
    };
    for (const event of ends) stream.on(event, end);
  });
}
