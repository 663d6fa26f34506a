/** How alike two free texts are, by their words. */

/** The words of a text, each with its number of occurrences, as sorted ids. */
export interface WordBag {
  /** Ascending; a word that occurs n times stands n times. */
  readonly ids: Int32Array;
}

/** Turns texts into word bags that can be compared with each other. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();

  /** The words of `text`: runs of letters, digits and marks; every other character that is no space is a word by itself. */
  bagOf(text: string): WordBag {
    const words = text.match(/[\p{L}\p{N}\p{M}']+|[^\s\p{L}\p{N}\p{M}']/gu) ?? [];
    return { ids: Int32Array.from(words, (word) => this.#idOf(word)).sort() };
  }

  #idOf(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    this.#ids.set(word, this.#ids.size);
    return this.#ids.size - 1;
  }
}

/**
 * The Sørensen–Dice coefficient of two bags of words, 0..1: 2 × common words / (words of the one + of the other). It is
 * the token F1 of question answering (SQuAD). Two empty bags are alike.
 */
export function similarity(one: WordBag, other: WordBag): number {
  const words = one.ids.length + other.ids.length;
  return words === 0 ? 1 : (2 * commonIds(one.ids, other.ids)) / words;
}

/**
 * Calls `visit` with the places and the {@link similarity} of every two `bags` that have a word in common, or are both
 * empty; all other pairs are 0. The pairs come in an order that depends on that of the bags only.
 */
export function eachSimilarPair(
  bags: readonly WordBag[],
  visit: (one: number, other: number, similarity: number) => void,
): void {
  const empty: number[] = [];
  eachCommonPair(bags, (one, other, common) => {
    visit(one, other, (2 * common) / ((bags[one]?.ids.length ?? 0) + (bags[other]?.ids.length ?? 0)));
  });
  for (const [place, { ids }] of bags.entries()) {
    if (ids.length > 0) continue;
    for (const other of empty) visit(other, place, 1);
    empty.push(place);
  }
}

/**
 * Calls `visit` with the places of every two `bags` that have words in common, and how many. The work goes by the words
 * they share, not by their lengths.
 */
export function eachCommonPair(
  bags: readonly WordBag[],
  visit: (one: number, other: number, common: number) => void,
): void {
  // For each word the bags it is in, each followed by how often: bag, count, bag, count, …
  const places: number[][] = [];
  const common = new Int32Array(bags.length);
  for (const [place, { ids }] of bags.entries()) {
    const met: number[] = [];
    for (let from = 0, to = 0; from < ids.length; from = to) {
      const id = ids[from] ?? 0;
      while (ids[to] === id) to++;
      const earlier = (places[id] ??= []);
      for (let at = 0; at < earlier.length; at += 2) {
        const other = earlier[at] ?? 0;
        const count = earlier[at + 1] ?? 0;
        if (common[other] === 0) met.push(other);
        common[other] = (common[other] ?? 0) + (count < to - from ? count : to - from);
      }
      earlier.push(place, to - from);
    }
    for (const other of met) {
      visit(other, place, common[other] ?? 0);
      common[other] = 0;
    }
  }
}

/** How many ids two ascending lists share. */
export function commonIds(one: Int32Array, other: Int32Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const difference = (one[i] ?? 0) - (other[j] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return common;
}
