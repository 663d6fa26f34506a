/** How much a replica has to do. */
export interface Load {
  /** Prompts it may run at the same time, at least 1. */
  readonly slots: number;
  /** Prompts it runs now. */
  readonly inFlight: number;
}

/** Whether it can take one more prompt. */
export function hasRoom({ inFlight, slots }: Load): boolean {
  return inFlight < slots;
}
