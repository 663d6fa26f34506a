import type { MarkerWords } from './words.ts';

/** How Czech and Slovak announces an answer, says that it has none, and refuses one. */
export const CS: MarkerWords = {
  answers: ['odpověď', 'odpoveď', 'odpovědi', 'správná možnost', 'správna možnosť'],
  results: ['výsledek', 'výsledok', 'řešení', 'riešenie', 'závěr', 'záver', 'kategorie', 'kategória', 'překlad'],
  before: ['správná', 'správna', 'konečná'],
  prepositions: ['na', 'pro', 'pre'],
  copulas: ['je', 'jsou', 'sú', 'zní', 'znie', 'je tedy', 'je teda', 'bude'],
  denials: ['není', 'nie je', 'nejsou', 'nemůže být', 'nemôže byť'],
  fillers: ['možnost', 'možnosť', 'písmeno', 'tedy', 'teda'],
  not: ['ne', 'nie'],
  but: ['ale', 'nýbrž'],
  unknown: ['nevím', 'neviem'],
  apologies: ['omlouvám se', 'je mi líto', 'bohužel', 'ospravedlňujem sa', 'ľutujem'],
  refusals: ['nemohu pomoci', 'nemohu s tím', 'nemohu odpovědět', 'nemůžu', 'nemôžem', 's tím nemohu'],
};
