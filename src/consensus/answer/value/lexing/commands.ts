/** LaTeX commands: what each means is in vocabulary.ts. */
import Fraction from 'fraction.js';
import { UNREADABLE } from '../limits.ts';
import { COMMANDS, CONNECTIVES, FUNCTIONS, GREEK, RELATIONS, SPACING, SYMBOLS, TEXTUAL } from '../vocabulary.ts';
import type { Symbol } from '../token.ts';
import { name } from './letters.ts';
import type { Scanner } from './scanner.ts';
import { textual } from './text-groups.ts';

/** `\quadx` is a space and an x: a space is told from the letters behind it. */
const COMMAND = /\\(q?quad(?=[A-Za-z])|[A-Za-z]+)\s?|\\([^A-Za-z])/y;
const ENVIRONMENT = /\s*\{([a-zA-Z]{1,20}\*?)\}(?:\s*\{[lcr| ]{0,40}\})?/y;
const ESCAPED: ReadonlyMap<string, Symbol> = new Map([
  ['{', '⦃'],
  ['}', '⦄'],
  ['\\', '\\\\'],
  ['|', '|'],
  ['%', '%'],
  ['$', '$'],
  ['&', '&'],
]);
const NUMBER_SETS: ReadonlyMap<string, string> = new Map([
  ['C', 'ℂ'],
  ['N', 'ℕ'],
  ['P', 'ℙ'],
  ['Q', 'ℚ'],
  ['Z', 'ℤ'],
]);
/** Spaces, and brackets of math mode. */
const BLANK = /^[,;:! ()[\]]$/;

/** The command that stands here, where a backslash does. */
export function command(scanner: Scanner): void {
  const match = scanner.match(COMMAND);
  if (match === null) throw UNREADABLE;
  const [all, word, character = ''] = match;
  const end = scanner.at + all.length;
  if (word === undefined) escaped(scanner, character, end);
  else if (word === 'begin' || word === 'end') environment(scanner, word, end);
  else if (TEXTUAL.has(word)) textual(scanner, end);
  else if (SPACING.has(word)) scanner.skip(end);
  else if (CONNECTIVES.has(word)) scanner.push({ type: 'connective' }, end);
  else if (word === 'mathbb') blackboard(scanner, end);
  else named(scanner, word, end);
}

/** `\{`, `\%`, `\,`, `\\`. */
function escaped(scanner: Scanner, character: string, end: number): void {
  const symbol = ESCAPED.get(character);
  if (symbol !== undefined) scanner.pushSymbol(symbol, end);
  else if (BLANK.test(character)) scanner.skip(end);
  else throw UNREADABLE;
}

function named(scanner: Scanner, word: string, end: number): void {
  const greek = GREEK.get(word);
  if (greek !== undefined) return name(scanner, greek, end);
  const grouping = COMMANDS.get(word);
  if (grouping !== undefined) return withGroups(scanner, grouping, end);
  const relation = RELATIONS.get(word);
  if (relation !== undefined) return scanner.push({ type: 'relation', relation }, end);
  const symbol = SYMBOLS.get(word);
  if (symbol !== undefined) return scanner.pushSymbol(symbol, end);
  const called = FUNCTIONS.get(word);
  if (called !== undefined) return scanner.push({ type: 'function', name: called }, end);
  const rounded = /^([lr])(floor|ceil)$/.exec(word);
  if (rounded === null) throw UNREADABLE;
  const [, side, rounding = ''] = rounded;
  if (side === 'r') return scanner.pushSymbol(')', end);
  scanner.push({ type: 'function', name: rounding }, end);
  scanner.pushSymbol('(', end);
}

/** A command that takes groups; `\frac12` takes a digit at a time. */
function withGroups(scanner: Scanner, word: string, end: number): void {
  scanner.push({ type: 'command', name: word }, end);
  for (let parts = word === 'sqrt' ? 0 : 2; parts > 0; parts--) {
    const digit = scanner.match(/\d/y)?.[0];
    if (digit === undefined) return;
    scanner.push({ type: 'number', value: new Fraction(digit), isPlain: true }, scanner.at + 1);
  }
}

/** `\mathbb{R}` is the reals; other letters are names, those of number sets with a character of their own. */
function blackboard(scanner: Scanner, end: number): void {
  const match = scanner.match(/\s*\{?([A-Z])\}?/y, end);
  if (match === null) throw UNREADABLE;
  const [all, letter = ''] = match;
  if (letter === 'R') scanner.pushSymbol('ℝ', end + all.length);
  else scanner.push({ type: 'name', name: NUMBER_SETS.get(letter) ?? letter }, end + all.length);
}

function environment(scanner: Scanner, type: 'begin' | 'end', end: number): void {
  const match = scanner.match(ENVIRONMENT, end);
  if (match === null) throw UNREADABLE;
  scanner.push({ type, name: match[1] ?? '' }, end + match[0].length);
}
