/** Ends a text at the first of some strings, which it does not include; what might begin one is held back until it is clear. */
export class StopStrings {
  readonly #stops: readonly string[];
  #held = '';
  #isOver = false;

  /** Empty strings stop nothing. */
  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  /** Adds a piece; returns the text that is clear now, and whether the text has ended; what comes then is left out. */
  push(piece: string): { readonly text: string; readonly isOver: boolean } {
    if (this.#isOver) return { text: '', isOver: true };
    const text = this.#held + piece;
    this.#held = '';
    const ends = this.#stops.map((stop) => text.indexOf(stop)).filter((index) => index !== -1);
    if (ends.length > 0) {
      this.#isOver = true;
      return { text: text.slice(0, Math.min(...ends)), isOver: true };
    }
    const clear = text.length - this.#longestBeginning(text);
    this.#held = text.slice(clear);
    return { text: text.slice(0, clear), isOver: false };
  }

  /** What is held back when no more comes. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }

  /** Length of the longest end of `text` that begins a stop string. */
  #longestBeginning(text: string): number {
    const most = Math.max(0, ...this.#stops.map(({ length }) => length - 1));
    for (let length = Math.min(most, text.length); length > 0; length--) {
      const end = text.slice(-length);
      if (this.#stops.some((stop) => stop.startsWith(end))) return length;
    }
    return 0;
  }
}
