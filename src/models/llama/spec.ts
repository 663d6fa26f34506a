/** A GGUF model and how to run it. Plain data: it travels to the thread or process in which the model runs. */
export interface LlamaSpec {
  readonly backend: 'llama';
  /** The name shown to people, such as `embedded:small-a`. */
  readonly model: string;
  /** Where it runs: in a worker thread, which members with the same file share, or in a process of its own. */
  readonly isolation: 'thread' | 'process';
  /** The GGUF file. */
  readonly path: string;
  /** Prompts that run at the same time: sequences of one context. */
  readonly slots: number;
  /** Tokens that one prompt and its answer share; capped at what the model was trained for. */
  readonly contextSize: number;
  /** Threads that compute; more than there are cores makes everything slower. */
  readonly threads: number;
  /** Where to compute; `auto` takes the best there is, false the CPU. */
  readonly gpu: 'auto' | false | 'cuda' | 'vulkan' | 'metal';
}

/** Whether `value`, arrived from another thread, is a {@link LlamaSpec}; its discriminant and its file are looked at. */
export function isLlamaSpec(value: unknown): value is LlamaSpec {
  if (typeof value !== 'object' || value === null) return false;
  return 'backend' in value && value.backend === 'llama' && 'path' in value && typeof value.path === 'string';
}
