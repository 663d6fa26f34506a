import type { Llama } from 'node-llama-cpp';

/**
 * Tokens evaluated in one go. An abort takes effect when the batch that is running is through; on a CPU 64 tokens keep
 * that short at hardly any cost, a graphics processor wants more to be busy.
 */
export function batchSizeOf({ gpu }: Llama): number {
  return gpu === false ? 64 : 512;
}
