import type { MarkerWords } from './words.ts';

/** How Italian announces an answer, says that it has none, and refuses one. */
export const IT: MarkerWords = {
  answers: ['risposta', 'risposte', 'opzione corretta', 'alternativa corretta'],
  results: ['risultato', 'soluzione', 'conclusione', 'verdetto', 'categoria', 'traduzione', 'etichetta'],
  before: ['la', 'mia'],
  adjectives: ['finale', 'corretta', 'corrette', 'esatta', 'giusta', 'definitiva'],
  prepositions: ['a', 'al', 'alla', 'per', 'di', 'del', 'della', 'opzione'],
  copulas: ['è', "e'", 'sono', 'sarebbe', 'è quindi', 'è dunque', 'è pertanto', 'sarà', 'deve essere'],
  denials: ['non è', 'non sono', 'non può essere', 'non sarebbe'],
  fillers: ['la', 'il', 'lo', "l'", 'opzione', 'lettera', 'risposta', 'quindi', 'dunque'],
  not: ['non'],
  but: ['ma', 'bensì'],
  unknown: ['non lo so', 'non so'],
  apologies: ['mi dispiace', 'purtroppo', 'scusa'],
  refusals: [
    'non posso aiutar',
    'non posso rispondere',
    'non posso fornire',
    'non posso assister',
    'non sono in grado',
  ],
};
