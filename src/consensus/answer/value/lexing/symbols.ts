/** Single characters that are no letters or digits: signs, brackets, relations. */
import { UNREADABLE } from '../limits.ts';
import type { Mode, Symbol } from '../token.ts';
import { RELATIONS, SYMBOLS } from '../vocabulary.ts';
import { name } from './letters.ts';
import type { Scanner } from './scanner.ts';

const RELATION = /<=|>=|!=|==|->|[=<>≤≥≠≈≃∈⩽⩾≦≧→]/y;
/** Characters that are symbols by themselves. */
const PLAIN = new Set<string>('+-*/^_!()[]{}|,;:&%$±∓∞∪∩∖°ℝ⟨⟩…′'.split(''));
/** `->`, `**`, `...`, `!=` are one. */
const BEGINS_LONGER = '-*.!';
/** Outside of LaTeX braces are seen. */
const BRACES: ReadonlyMap<string, Symbol> = new Map([
  ['{', '⦃'],
  ['}', '⦄'],
]);

/** What `character`, which stands here, is. */
export function symbol(scanner: Scanner, character: string): void {
  const end = scanner.at + 1;
  const single = BEGINS_LONGER.includes(character) ? undefined : symbolOf(character, scanner.mode);
  if (single !== undefined) return scanner.pushSymbol(single, end);
  const [written = ''] = scanner.match(RELATION) ?? [];
  const relation = RELATIONS.get(written);
  if (relation !== undefined) return scanner.push({ type: 'relation', relation }, scanner.at + written.length);
  if (character === '√') return scanner.push({ type: 'command', name: 'sqrt' }, end);
  if (character === '∛') return scanner.push({ type: 'command', name: 'cbrt' }, end);
  if (/[€£¥₹]/.test(character)) return scanner.push({ type: 'word', word: character, upright: true }, end);
  if (/[α-ωΓΔΘΛΞΠΣΦΨΩℓħ∅∂℧∇ℂℕℙℚℤ]/.test(character)) return name(scanner, character, end);
  if (scanner.match(/\*\*/y) !== null) return scanner.pushSymbol('^', end + 1);
  if (scanner.match(/\.\.\./y) !== null) return scanner.pushSymbol('…', end + 2);
  const meant = symbolOf(character, scanner.mode);
  if (meant === undefined) throw UNREADABLE;
  scanner.pushSymbol(meant, end);
}

function symbolOf(character: string, mode: Mode): Symbol | undefined {
  const meant = SYMBOLS.get(character) ?? (mode === 'math' ? undefined : BRACES.get(character));
  return meant ?? (isSymbol(character) ? character : undefined);
}

function isSymbol(character: string): character is Symbol {
  return PLAIN.has(character);
}
