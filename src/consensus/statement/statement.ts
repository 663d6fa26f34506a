/** What a free text states, as far as that can be told without understanding it: its terms, numbers and denials. */
import type { WordBag } from '../similarity.ts';
import { clausesOf, type Token } from './clauses.ts';
import { languageOf, type Language } from './function-words.ts';
import { subjectsIn } from './negation.ts';
import { isTurn, verdictIn } from './negation-words.ts';
import { claimsIn, type NumberClaim } from './number-claims.ts';
import { stemOf } from './stem.ts';

/** One text, read by a {@link StatementReader}. */
export interface Statement extends WordBag {
  /** Ids of its terms, ascending, each once: the stems of the words that carry its subject, and its numbers. */
  readonly ids: Int32Array;
  readonly language: Language | null;
  readonly numbers: readonly NumberMention[];
  /** Ids of the stems that it only affirms. */
  readonly affirmed: ReadonlySet<number>;
  /** Ids of the stems that it only denies. */
  readonly denied: ReadonlySet<number>;
  /** What it says to a yes-or-no question, where it begins with no more than that. */
  readonly verdict: 'yes' | 'no' | null;
}

/** A number where a text states it. */
export interface NumberMention extends NumberClaim {
  /** Ids of the stems around it. */
  readonly context: ReadonlySet<number>;
}

/** More numbers than this are a table; in a text that long they tell too little about each other. */
const MOST_NUMBERS = 16;
/** How many tokens to either side of a number are around it. */
const AROUND = 6;
/** What a text states shows in so many characters. */
const MOST_CHARACTERS = 20_000;
/** A language shows in fewer words than this. */
const MOST_WORDS = 1000;

/** Reads texts into statements that can be compared with each other. */
export class StatementReader {
  readonly #ids = new Map<string, number>();
  readonly #stems = new Map<string, number>();
  readonly #statements = new Map<string, Statement>();

  /** What `text` states; the time that takes is bounded. */
  read(text: string): Statement {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const statement = this.#readAnew(text);
    this.#statements.set(text, statement);
    return statement;
  }

  #readAnew(text: string): Statement {
    const clauses = clausesOf(text.slice(0, MOST_CHARACTERS));
    const words = clauses.flatMap((clause) => clause.filter(({ kind }) => kind === 'word'));
    const language = languageOf(words.slice(0, MOST_WORDS).map((token) => token.text));
    const terms = new Set<number>();
    const affirmed = new Set<number>();
    const denied = new Set<number>();
    const numbers: NumberMention[] = [];
    for (const clause of clauses.flatMap(thoughtsOf)) {
      for (const { word, stance } of subjectsIn(clause, language)) {
        const stem = this.#stem(word);
        terms.add(stem);
        if (stance !== 'open') (stance === 'denied' ? denied : affirmed).add(stem);
      }
      for (const { at, ...claim } of claimsIn(clause, language)) {
        terms.add(this.#idOf(`#${claim.value}`));
        if (numbers.length < MOST_NUMBERS) numbers.push({ ...claim, context: this.#contextOf(clause, at, language) });
      }
    }
    return {
      ids: Int32Array.from(terms).sort(),
      language,
      numbers,
      affirmed: without(affirmed, denied),
      denied: without(denied, affirmed),
      verdict: verdictOf(clauses),
    };
  }

  #contextOf(clause: readonly Token[], at: number, language: Language | null): ReadonlySet<number> {
    const near = clause.slice(Math.max(0, at - AROUND), at + AROUND + 1);
    return new Set(subjectsIn(near, language).map(({ word }) => this.#stem(word)));
  }

  #stem(word: string): number {
    const known = this.#stems.get(word);
    if (known !== undefined) return known;
    const stem = this.#idOf(stemOf(word));
    this.#stems.set(word, stem);
    return stem;
  }

  #idOf(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    this.#ids.set(term, this.#ids.size);
    return this.#ids.size - 1;
  }
}

/** A clause parted before each word that begins a new thought. */
function thoughtsOf(clause: readonly Token[]): readonly (readonly Token[])[] {
  if (!clause.some(({ text }, index) => index > 0 && isTurn(text))) return [clause];
  const starts = clause.flatMap(({ text }, index) => (index > 0 && isTurn(text) ? [index] : []));
  return [0, ...starts].map((start, index) => clause.slice(start, starts[index]));
}

function verdictOf([first = []]: readonly (readonly Token[])[]): Statement['verdict'] {
  const [token, another] = first;
  return token === undefined || another !== undefined ? null : verdictIn(token.text);
}

function without(ids: ReadonlySet<number>, others: ReadonlySet<number>): ReadonlySet<number> {
  return others.size === 0 ? ids : new Set([...ids].filter((id) => !others.has(id)));
}
