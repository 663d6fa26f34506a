/** What this coordinator knows of one member of other machines, and how it reaches it. */
import type { ModelCommand } from '../actors/model-protocol.ts';
import type { Answer } from './answer.ts';
import type { JobQueue } from './job-queue.ts';
import type { Batch } from './messages.ts';

type Generate = Extract<ModelCommand, { type: 'generate' }>;

/** Outlives the actors that speak for the member: each of them is one time that it was there. */
export class MemberLink {
  readonly #queue: JobQueue;
  readonly #coordinator: string;
  readonly #answers = new Map<string, Answer>();
  readonly #goneListeners = new Set<() => void>();
  #startedListeners: (() => void)[] = [];
  #isHosted = false;

  constructor(queue: JobQueue, coordinator: string) {
    this.#queue = queue;
    this.#coordinator = coordinator;
  }

  /** Whether a machine hosts it. */
  get isHosted(): boolean {
    return this.#isHosted;
  }

  /** Says whether a machine hosts it. */
  setHosted(isHosted: boolean): void {
    if (isHosted === this.#isHosted) return;
    this.#isHosted = isHosted;
    if (isHosted) for (const started of this.#startedListeners.splice(0)) started();
    else for (const gone of [...this.#goneListeners]) gone();
  }

  /** Calls `started` when a machine hosts it, at once if one does. */
  whenHosted(started: () => void): void {
    if (this.#isHosted) started();
    else this.#startedListeners.push(started);
  }

  /** Calls `gone` when no machine hosts it any more, until the returned function is called. */
  onGone(gone: () => void): () => void {
    this.#goneListeners.add(gone);
    return () => this.#goneListeners.delete(gone);
  }

  /** Sends a prompt; what comes of it goes to `answer`. */
  submit({ requestId, request, deadline, trace }: Generate, answer: Answer): void {
    this.#answers.set(requestId, answer);
    const data = {
      ...{ request, coordinator: this.#coordinator },
      ...(deadline !== undefined && { deadline }),
      ...(trace !== undefined && { trace }),
    };
    this.#queue.submit(requestId, data, (outcome) => {
      this.#answers.delete(requestId);
      answer.end(outcome);
    });
  }

  /** Calls a prompt off. */
  cancel(requestId: string): void {
    this.#answers.delete(requestId);
    this.#queue.cancel(requestId);
  }

  /** Takes pieces of an answer. @returns whether it is one of these */
  write(batch: Batch): boolean {
    const answer = this.#answers.get(batch.job);
    answer?.write(batch);
    return answer !== undefined;
  }

  /** Releases everything. @param isLost Redis is away, and nothing is to be asked of it */
  async close(isLost: boolean): Promise<void> {
    await this.#queue.close(isLost);
  }
}
