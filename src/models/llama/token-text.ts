import type { LlamaModel, Token } from 'node-llama-cpp';

/** What a tokenizer puts where the bytes so far are no whole character. */
const INCOMPLETE = '\uFFFD';
/** A character has at most four bytes, and a token at least one: after more, waiting will not complete it. */
const LONGEST_CHARACTER = 4;
/** Tokens before a piece that the tokenizer looks at, to tell whether a blank belongs between. */
const LOOK_BACK = 4;

/** Turns tokens into text as they come; a character whose bytes are spread over tokens is held back until whole. */
export class TokenText {
  readonly #model: Pick<LlamaModel, 'detokenize'>;
  #before: Token[] = [];
  #held: Token[] = [];

  constructor(model: Pick<LlamaModel, 'detokenize'>) {
    this.#model = model;
  }

  /** Adds a token; returns the text that is complete now, often one word, sometimes none. */
  push(token: Token): string {
    this.#held.push(token);
    const text = this.#model.detokenize(this.#held, false, this.#before);
    if (text.endsWith(INCOMPLETE) && this.#held.length < LONGEST_CHARACTER) return '';
    this.#before = [...this.#before, ...this.#held].slice(-LOOK_BACK);
    this.#held = [];
    return text;
  }

  /** The text held back at the end, without the character that was cut. */
  end(): string {
    const text = this.#model.detokenize(this.#held, false, this.#before);
    this.#held = [];
    return text.replace(/\uFFFD+$/, '');
  }
}
