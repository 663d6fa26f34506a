import type { Llama } from 'node-llama-cpp';

/** What llama.cpp computes on, as people call it. */
export function deviceOf({ gpu }: Llama): string {
  return { cuda: 'CUDA', vulkan: 'Vulkan', metal: 'Metal', none: 'CPU' }[gpu === false ? 'none' : gpu];
}
