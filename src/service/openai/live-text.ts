import { PacoreError } from '../../errors.ts';

/**
 * A text that is passed on while it is written, by a writer who may have to begin anew. What was passed on cannot be taken
 * back, so the second text must begin as the first did; the same prompt with the same seed usually does.
 */
export class LiveText {
  #written = '';
  #passedOn = '';

  /** What is to be passed on now. @throws PacoreError PACORE_MEMBER_CRASHED when the text goes another way than before */
  add(piece: string): string {
    this.#written += piece;
    if (this.#passedOn.startsWith(this.#written)) return '';
    if (!this.#written.startsWith(this.#passedOn)) {
      throw new PacoreError('PACORE_MEMBER_CRASHED', 'The member crashed in the middle of its answer; ask again.');
    }
    const fresh = this.#written.slice(this.#passedOn.length);
    this.#passedOn = this.#written;
    return fresh;
  }

  /** The writer begins anew. */
  restart(): void {
    this.#written = '';
  }
}
