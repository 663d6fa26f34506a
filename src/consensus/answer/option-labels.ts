/** The labels that options have: letters of several alphabets, circled numbers, numerals; and their canonical form. */

/** Alphabets in the order in which options are labelled. */
export const ALPHABETS: readonly string[] = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'АБВГДЕЖЗ',
  '가나다라마바사아',
  'ㄱㄴㄷㄹㅁㅂㅅㅇ',
  'アイウエオカキク',
  'أبجدهوزح',
  'कखगघङच',
  '甲乙丙丁戊己',
];
/** Letters of a foreign alphabet in a class of a pattern; Latin ones are not here. */
export const FOREIGN_LETTERS = `${ALPHABETS.slice(1).join('')}${'АБВГДЕЖЗ'.toLowerCase()}СсاＡ-Ｚ`;
/** Numerals in order; `I`, `V` and `X` are letters too. */
export const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** Cyrillic letters typed for Latin ones that no list of options reaches, or that stand at the same place of one. */
const FOLDED = new Map([
  ['А', 'A'],
  ['С', 'C'],
  ['ا', 'أ'],
]);

/** Most options that a question has; more letters in a row are no list of labels. */
const MOST_LABELS = 26;

/** `F. Scott Fitzgerald`: few questions have as many options, and few options are two words in capitals. */
const NAME = /^[\s*_"'“]*[F-Z]\.\s\p{Lu}[\p{Ll}'’-]+\s\p{Lu}\p{Ll}/u;

/** Whether `phrase`, the answer to a question without known options, opens with the initial of a name, which is no label. */
export function opensWithInitial(phrase: string): boolean {
  return NAME.test(phrase);
}

/** `c`, `(C)`, `Ｃ` and `C.` as `C`; `③` as `3`. */
export function canonicalLabel(raw: string): string {
  const label = raw
    .normalize('NFKC')
    .replace(/[()[\].:、]/g, '')
    .trim()
    .toUpperCase();
  return FOLDED.get(label) ?? label;
}

/** Several labels as one answer: `A,C`, whatever order they were named in. */
export function canonicalLabels(labels: readonly string[]): string {
  return [...new Set(labels)].sort().slice(0, MOST_LABELS).join(',');
}
