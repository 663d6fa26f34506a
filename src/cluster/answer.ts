/** One answer that a machine writes for this coordinator. */
import type { ModelReply } from '../actors/model-protocol.ts';
import { tell, type ActorRef } from '../actors/ref.ts';
import { PacoreError, toFailure, type Failure } from '../errors.ts';
import type { Ended } from './job-queue.ts';
import type { Batch } from './messages.ts';

/** Passes on what comes: the deltas joined are the text, also where a second machine had to begin anew. */
export class Answer {
  readonly #requestId: string;
  readonly #replyTo: ActorRef<ModelReply>;
  readonly #onEnd: () => void;
  #attempt = '';
  /** What the present attempt has written, and what of it was passed on. */
  #written = '';
  #passed = '';
  #tokens = 0;
  #isOver = false;

  constructor(requestId: string, replyTo: ActorRef<ModelReply>, onEnd: () => void) {
    this.#requestId = requestId;
    this.#replyTo = replyTo;
    this.#onEnd = onEnd;
  }

  /** Takes some pieces. Another attempt writes the same again, which is not passed on twice. */
  write({ attempt, deltas }: Pick<Batch, 'attempt' | 'deltas'>): void {
    if (this.#isOver) return;
    if (attempt !== this.#attempt) this.#written = '';
    this.#attempt = attempt;
    for (const { text, completionTokens, logprob } of deltas) {
      this.#written += text;
      this.#tokens = Math.max(this.#tokens, completionTokens);
      const isNew = this.#written.length - text.length === this.#passed.length;
      this.#pass(this.#written, completionTokens, isNew ? logprob : undefined);
    }
  }

  /** Takes the end. */
  end(outcome: Ended): void {
    if (this.#isOver) return;
    if (outcome.type === 'failed') {
      this.#finish({ type: 'generation-failed', requestId: this.#requestId, error: elsewhere(outcome.error) });
    } else if (outcome.text.startsWith(this.#passed)) {
      this.#pass(outcome.text, outcome.completionTokens);
      this.#finish({ ...outcome, requestId: this.#requestId });
    } else {
      const message = 'The machine that wrote it was lost, and another one answered in other words.';
      const error = toFailure(new PacoreError('PACORE_GENERATION', message));
      this.#finish({ type: 'generation-failed', requestId: this.#requestId, error });
    }
  }

  /** Ends it where it is. */
  cancel(): void {
    if (this.#isOver) return;
    this.#finish({
      ...{ type: 'text-end', requestId: this.#requestId, text: this.#passed, finish: 'cancelled' },
      ...{ promptTokens: 0, completionTokens: this.#tokens, confidence: null },
    });
  }

  /** Says nothing any more. */
  silence(): void {
    this.#isOver = true;
  }

  #pass(text: string, completionTokens: number, logprob?: number): void {
    if (text.length <= this.#passed.length || !text.startsWith(this.#passed)) return;
    const piece = text.slice(this.#passed.length);
    this.#passed = text;
    const sureness = logprob === undefined ? {} : { logprob };
    tell(this.#replyTo, {
      ...{ type: 'text-delta', requestId: this.#requestId, text: piece, completionTokens, ...sureness },
    });
  }

  #finish(reply: ModelReply): void {
    this.#isOver = true;
    tell(this.#replyTo, reply);
    this.#onEnd();
  }
}

/** A model that died there is no death of the actor here, which is what the code would say to the router. */
function elsewhere(error: Failure): Failure {
  return error.code === 'PACORE_MEMBER_CRASHED' ? { ...error, code: 'PACORE_REMOTE' } : error;
}
