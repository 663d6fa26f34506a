import type { Llama } from 'node-llama-cpp';

/**
 * Tokens of a prompt that are evaluated in one go. An abort takes effect when the batch that is running is through; on a
 * CPU 64 tokens keep that short at hardly any cost (32 take a quarter longer a token), a graphics processor wants more to
 * be busy.
 */
export function pieceSizeOf({ gpu }: Llama): number {
  return gpu === false ? 64 : 512;
}

/** Tokens of a batch: a piece of one prompt, and a token of each answer that is being written meanwhile. */
export function batchSizeOf(llama: Llama, slots: number): number {
  return pieceSizeOf(llama) + slots;
}
