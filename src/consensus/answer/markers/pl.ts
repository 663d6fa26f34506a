import type { MarkerWords } from './words.ts';

/** How Polish announces an answer, says that it has none, and refuses one. */
export const PL: MarkerWords = {
  answers: ['odpowiedź', 'odpowiedz', 'odpowiedzi', 'odpowiedzią', 'poprawna opcja', 'prawidłowa opcja'],
  results: ['wynik', 'rozwiązanie', 'wniosek', 'werdykt', 'kategoria', 'tłumaczenie'],
  before: ['moja', 'poprawna', 'prawidłowa', 'ostateczna'],
  adjectives: ['końcowa', 'poprawna', 'prawidłowa', 'ostateczna', 'właściwa'],
  prepositions: ['na', 'do', 'dla', 'opcja'],
  copulas: ['to', 'jest', 'są', 'brzmi', 'jest więc', 'to zatem', 'to więc', 'jest zatem', 'będzie'],
  denials: ['nie jest', 'nie są', 'to nie', 'nie może być', 'nie brzmi'],
  fillers: ['opcja', 'litera', 'zatem', 'więc', 'odpowiedź'],
  not: ['nie'],
  but: ['ale', 'lecz', 'tylko', 'a'],
  unknown: ['nie wiem'],
  apologies: ['przykro mi', 'przepraszam', 'niestety'],
  refusals: ['nie mogę pomóc', 'nie mogę odpowiedzieć', 'nie mogę w tym', 'nie mogę udzielić', 'nie jestem w stanie'],
};
