/** What went wrong, inside a larger answer. */
import { z } from 'zod';

/** A failure, as events and records have it. */
export const failureShape = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  retryAfterMs: z.number().optional(),
});
