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
  return words === 0 ? 1 : (2 * commonWords(one.ids, other.ids)) / words;
}

/** Whether {@link similarity} is at least `threshold`; texts of very different length are told apart without counting. */
export function isSimilar(one: WordBag, other: WordBag, threshold: number): boolean {
  const words = one.ids.length + other.ids.length;
  const most = 2 * Math.min(one.ids.length, other.ids.length);
  return words === 0 || (most >= threshold * words && similarity(one, other) >= threshold);
}

function commonWords(one: Int32Array, other: Int32Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const difference = (one[i] ?? 0) - (other[j] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return common;
}
