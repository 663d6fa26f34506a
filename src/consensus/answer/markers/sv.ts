import type { MarkerWords } from './words.ts';

/** How Swedish, Danish and Norwegian announces an answer, says that it has none, and refuses one. */
export const SV: MarkerWords = {
  answers: [
    'svar',
    'svaret',
    'svaren',
    'slutsvar',
    'rätt alternativ',
    'korrekt alternativ',
    'rigtige svar',
    'riktig svar',
  ],
  results: ['resultat', 'lösning', 'løsning', 'slutsats', 'konklusion', 'konklusjon', 'kategori'],
  before: ['slutligt', 'rätt', 'korrekt', 'endeligt'],
  adjectives: ['på frågan'],
  prepositions: ['på', 'för', 'til', 'till', 'af', 'av', 'alternativ'],
  copulas: ['är', 'er', 'blir', 'bliver', 'är alltså', 'är därför', 'er derfor', 'måste vara'],
  denials: ['är inte', 'er ikke', 'kan inte vara', 'kan ikke være'],
  fillers: ['alternativ', 'bokstaven', 'mulighed', 'altså', 'derför', 'derfor'],
  not: ['inte', 'ikke'],
  but: ['utan', 'men'],
  unknown: ['jag vet inte', 'vet ej', 'jeg ved ikke', 'jeg vet ikke'],
  apologies: ['tyvärr', 'beklager', 'jag beklagar', 'förlåt', 'ledsen', 'jag är ledsen', 'desværre', 'dessverre'],
  refusals: [
    'jag kan inte hjälpa',
    'jag kan inte svara',
    'jeg kan ikke hjælpe',
    'jeg kan ikke hjelpe',
    'jeg kan ikke svare',
    'kan jag inte hjälpa',
  ],
};
