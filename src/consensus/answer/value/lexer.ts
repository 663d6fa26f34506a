/** Cuts a phrase into tokens. LaTeX, Unicode and plain text are one language here. */
import { plainCharacters } from './characters.ts';
import { command } from './lexing/commands.ts';
import { letters } from './lexing/letters.ts';
import { Scanner } from './lexing/scanner.ts';
import { symbol } from './lexing/symbols.ts';
import { withMagnitude } from './magnitude.ts';
import { numeralAt, type Separators } from './numeral.ts';
import type { Mode, Token } from './token.ts';

/** `18th`, `18^{th}`: the place is the number. */
const ORDINAL = /\^?\s?\{?\s?(?:\\(?:text|mathrm)\s?\{)?(?<!\d\s)(?:st|nd|rd|th)(?![A-Za-z])\}{0,2}/y;

/**
 * The tokens of `phrase`. `mode` tells what letters and commas are.
 * @throws UNREADABLE where a character or a command has no meaning here.
 */
export function tokensOf(phrase: string, mode: Mode): readonly Token[] {
  return new Scanner(mode === 'canonical' ? phrase : plainCharacters(phrase), mode, next).tokens();
}

function next(scanner: Scanner): void {
  const character = scanner.text.charAt(scanner.at);
  if (isDigit(character) || (character === '.' && isDigit(scanner.text.charAt(scanner.at + 1)))) number(scanner);
  else if (isLetter(character)) letters(scanner);
  else if (character === '\\') command(scanner);
  else if (character === '\n') line(scanner);
  else if (/\s|~/.test(character)) scanner.skip(scanner.at + 1);
  else symbol(scanner, character);
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function isLetter(character: string): boolean {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/** A new line between two things that stand by themselves separates them. */
function line(scanner: Scanner): void {
  const { at, text } = scanner;
  const before = /[\w)}\]$]\s*$/.test(text.slice(Math.max(0, at - 20), at));
  const after = /^\s*[\w$(\\]/.test(text.slice(at, at + 20));
  if (before && after && !scanner.isInBracket && !text.includes('\\begin')) scanner.pushSymbol(';', at);
  scanner.skip(at + 1);
}

function number(scanner: Scanner): void {
  const { text, at, mode } = scanner;
  const numeral = numeralAt(text, at, separators(scanner));
  const { value, end, isPlain } = mode === 'plain' ? withMagnitude(text, numeral) : numeral;
  scanner.push({ type: 'number', value, isPlain }, end + (scanner.match(ORDINAL, end)?.[0].length ?? 0));
}

function separators({ mode, isInBracket }: Scanner): Separators {
  if (mode === 'canonical') return 'none';
  if (isInBracket) return 'bracket';
  return mode === 'math' ? 'list' : 'text';
}
