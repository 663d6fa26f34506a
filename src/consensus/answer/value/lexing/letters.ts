/** Letters: variables with their indices, words, functions, "and". */
import { CANONICAL_FUNCTIONS, FUNCTIONS } from '../vocabulary.ts';
import { indexed } from '../node.ts';
import type { Scanner } from './scanner.ts';

/** Letters of LaTeX that stand together are variables, up to so many; more are a word. */
const LONGEST_PRODUCT = 3;
const LETTERS = /[A-Za-z]+/y;
const INDEX = /\s?_\s?(?:\{\s?([\w,+\-\\ ]{1,20}?)\s?\}|([A-Za-z0-9]))/y;
/** Short words that are no product of variables. */
const WORD = /^(?:[A-Z][a-z]{1,2}|is|if|no|not|the|for|all|are|let|net|any|per|by|of|to|as|at|it|we|max|min)$/;
/** "and" and "or" in the larger languages. */
const CONNECTIVE = /^(?:and|or|und|oder|et|ou)$/;

/** The letters that stand here, where a Latin letter does. */
export function letters(scanner: Scanner): void {
  const [run = ''] = scanner.match(LETTERS) ?? [];
  const end = scanner.at + run.length;
  if (run.length === 1) return isTimes(scanner) ? scanner.pushSymbol('*', end) : name(scanner, run, end);
  const lower = run.toLowerCase();
  if (CONNECTIVE.test(lower) && (scanner.isSpaced || scanner.mode === 'plain' || closesBefore(scanner)))
    return scanner.push({ type: 'connective' }, end);
  const named = FUNCTIONS.get(lower);
  if (named !== undefined) return scanner.push({ type: 'function', name: named }, end);
  if (scanner.mode === 'canonical' && CANONICAL_FUNCTIONS.has(run))
    return scanner.push({ type: 'function', name: run }, end);
  switch (run) {
    case 'sqrt':
      return scanner.push({ type: 'command', name: 'sqrt' }, end);
    case 'pi':
      return name(scanner, 'π', end);
    case 'infinity':
    case 'inf':
    case 'oo':
      return scanner.pushSymbol('∞', end);
    default: {
      const upright = scanner.mode !== 'math' || run.length > LONGEST_PRODUCT || WORD.test(run);
      return scanner.push({ type: 'word', word: run, upright }, end);
    }
  }
}

/** The x of `6.02 x 10^23`. */
function isTimes(scanner: Scanner): boolean {
  return scanner.mode !== 'canonical' && scanner.last?.type === 'number' && scanner.match(/x\s?10\s?\^/iy) !== null;
}

/** `(1, 2)or(2, 1)` */
function closesBefore({ last }: Scanner): boolean {
  return last?.type === 'symbol' && /^[)\]⦄]$/.test(last.symbol);
}

/** The variable `written`, which ends at `end`, with the index behind it. */
export function name(scanner: Scanner, written: string, end: number): void {
  const index = scanner.match(INDEX, end);
  if (index === null) return scanner.push({ type: 'name', name: written }, end);
  const below = (index[1] ?? index[2] ?? '').replace(/[\s\\]/g, '');
  scanner.push({ type: 'name', name: indexed(written, below) }, end + index[0].length);
}
