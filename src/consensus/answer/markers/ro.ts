import type { MarkerWords } from './words.ts';

/** How Romanian announces an answer, says that it has none, and refuses one. */
export const RO: MarkerWords = {
  answers: ['răspuns', 'răspunsul', 'raspunsul', 'raspuns', 'varianta corectă', 'opțiunea corectă'],
  results: ['rezultat', 'rezultatul', 'soluție', 'soluția', 'concluzie', 'categorie'],
  adjectives: ['corect', 'final'],
  prepositions: ['la', 'pentru'],
  copulas: ['este', 'e', 'sunt', 'este deci', 'ar fi', 'trebuie să fie'],
  denials: ['nu este', 'nu e', 'nu sunt', 'nu poate fi'],
  fillers: ['opțiunea', 'varianta', 'litera', 'deci'],
  not: ['nu'],
  but: ['ci'],
  unknown: ['nu știu', 'nu stiu'],
  apologies: ['îmi pare rău', 'din păcate'],
  refusals: ['nu pot ajuta', 'nu te pot ajuta', 'nu vă pot ajuta', 'nu pot răspunde', 'nu pot oferi'],
};
