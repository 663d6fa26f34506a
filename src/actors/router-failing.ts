/** The end of a prompt that is not answered. */
import type { Failure } from '../errors.ts';
import { tell } from './ref.ts';
import type { Job, Prompt } from './router-state.ts';

/** Ends a job; `member` is whose model actor ran it, null where none did. */
export function fail(job: Job, error: Failure, member: string | null): void {
  job.cancelDeadline();
  refuse(job.prompt, error, member);
}

/** Ends a prompt that never became a job. */
export function refuse({ replyTo, requestId }: Prompt, error: Failure, member: string | null = null): void {
  tell(replyTo, { type: 'generation-failed', requestId, error, member });
}
