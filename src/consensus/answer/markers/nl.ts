import type { MarkerWords } from './words.ts';

/** How Dutch announces an answer, says that it has none, and refuses one. */
export const NL: MarkerWords = {
  answers: ['antwoord', 'antwoorden', 'eindantwoord', 'juiste optie', 'juiste keuze', 'correcte optie'],
  results: ['resultaat', 'oplossing', 'conclusie', 'uitkomst', 'oordeel', 'categorie', 'vertaling'],
  before: ['het', 'mijn', 'juiste', 'definitieve'],
  prepositions: ['op', 'voor', 'van', 'optie'],
  copulas: ['is', 'zijn', 'luidt', 'is dus', 'moet zijn', 'is daarom', 'zou zijn'],
  denials: ['is niet', 'zijn niet', 'kan niet', 'luidt niet', 'is zeker niet'],
  fillers: ['de', 'het', 'optie', 'letter', 'dus', 'daarom', 'antwoord'],
  not: ['niet', 'geen'],
  but: ['maar', 'maar wel'],
  unknown: ['ik weet het niet', 'geen idee'],
  apologies: ['het spijt me', 'sorry', 'helaas'],
  refusals: [
    'ik kan je … niet',
    'ik kan u … niet',
    'ik kan daar … niet',
    'ik kan hier … niet',
    'ik kan dit niet',
    'ik kan dat niet',
    'ik kan niet helpen',
  ],
};
