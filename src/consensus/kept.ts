/** Results of pure functions of a text, kept while there is room. */

/** So many are kept, of texts of so many characters at most; then all go. */
const MOST = 5000;
const LONGEST = 500;

/** Remembers what was made of which text. */
export class Kept<Made> {
  readonly #made = new Map<string, Made>();

  /** What `make` makes of `text`, which is the same every time. */
  of(text: string, make: (text: string) => Made): Made {
    const known = this.#made.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (text.length > LONGEST) return made;
    if (this.#made.size >= MOST) this.#made.clear();
    this.#made.set(text, made);
    return made;
  }
}
