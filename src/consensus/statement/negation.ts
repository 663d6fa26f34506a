/** What a clause affirms and what it denies. */
import type { Token } from './clauses.ts';
import { isFunctionWord, type Language } from './function-words.ts';
import { isDenial } from './negation-words.ts';

/** A word that carries the subject of its clause, and whether the clause affirms it, denies it, or leaves that open. */
export interface Subject {
  readonly word: string;
  readonly stance: 'affirmed' | 'denied' | 'open';
}

/** A denial reaches so many words of the subject after it; where none follow, as German `nicht` may stand, so many before. */
const REACH = 4;
const REACH_BACK = 2;

/** The subject of a clause. What stands before a denial, or beyond its reach, is neither affirmed nor denied. */
export function subjectsIn(clause: readonly Token[], language: Language | null): readonly Subject[] {
  const words: string[] = [];
  let denial = -1;
  let before = 0;
  for (const [place, { kind, text }] of clause.entries()) {
    if (kind !== 'word') continue;
    if (denial === -1 && (isDenial(text) || isTooMuchTo(clause, place))) [denial, before] = [place, words.length];
    else if (!isFunctionWord(text, language) && !isDenial(text)) words.push(text);
  }
  if (denial === -1) return words.map((word) => ({ word, stance: 'affirmed' }));
  const [from, to] = before === words.length ? [before - REACH_BACK, before] : [before, before + REACH];
  return words.map((word, place) => ({ word, stance: place >= from && place < to ? 'denied' : 'open' }));
}

/** "Too far to see" denies what comes after its "to". */
function isTooMuchTo(clause: readonly Token[], place: number): boolean {
  if (clause[place]?.text !== 'to') return false;
  return clause.slice(Math.max(0, place - 3), place).some(({ text }) => text === 'too');
}
