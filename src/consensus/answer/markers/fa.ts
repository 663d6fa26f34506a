import type { MarkerWords } from './words.ts';

/** How Persian announces an answer, says that it has none, and refuses one. */
export const FA: MarkerWords = {
  answers: ['پاسخ', 'جواب', 'گزینه صحیح', 'گزینهٔ صحیح', 'گزینه درست'],
  results: ['نتیجه', 'راه حل', 'حاصل', 'ترجمه'],
  adjectives: ['صحیح', 'نهایی', 'درست'],
  prepositions: ['به', 'برای'],
  copulas: ['برابر است با', 'عبارت است از'],
  denials: [],
  fillers: ['گزینه', 'گزینهٔ', 'حرف'],
  endings: [' است', ' می‌باشد', ' میباشد'],
  juxtaposes: true,
  not: [],
  but: ['بلکه'],
  unknown: ['نمی‌دانم', 'نمیدانم'],
  apologies: ['متأسفم', 'متاسفم', 'ببخشید'],
  refusals: ['نمی‌توانم … کمک', 'نمی‌توانم به این', 'من نمی‌توانم'],
};
