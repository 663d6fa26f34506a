import type { MarkerWords } from './words.ts';

/** How Ukrainian announces an answer, says that it has none, and refuses one. */
export const UK: MarkerWords = {
  answers: ['відповідь', 'відповіді', 'правильний варіант'],
  results: ['результат', "розв'язок", 'висновок', 'підсумок', 'категорія', 'переклад'],
  before: ['правильна', 'остаточна', 'вірна'],
  prepositions: ['на', 'для'],
  copulas: ['це', 'є', 'буде', 'становить'],
  denials: ['не', 'це не', 'не може бути'],
  fillers: ['варіант', 'буква', 'під літерою'],
  choosing: ['обираю', 'вибираю'],
  juxtaposes: true,
  not: ['не'],
  but: ['а', 'але'],
  unknown: ['не знаю', 'я не знаю'],
  apologies: ['вибачте', 'перепрошую', 'на жаль'],
  refusals: ['я не можу допомогти', 'я не можу відповісти', 'не можу допомогти', 'не можу відповісти', 'я не зможу'],
};
