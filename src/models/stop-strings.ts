/**
 * Ends a text before the first of some strings to be complete (the longest of those that are complete at once), however
 * the text comes in pieces; what might begin one is held back until it is clear.
 */
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
    const end = this.#endOf(text);
    if (end !== undefined) {
      this.#isOver = true;
      return { text: text.slice(0, end), isOver: true };
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

  /** Where the first stop string to be complete begins in `text`. */
  #endOf(text: string): number | undefined {
    const found = this.#stops.map((stop) => ({ begin: text.indexOf(stop), length: stop.length }));
    const complete = found.filter(({ begin }) => begin !== -1);
    complete.sort((a, b) => a.begin + a.length - (b.begin + b.length) || a.begin - b.begin);
    return complete[0]?.begin;
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
