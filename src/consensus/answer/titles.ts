/** Titles and abbreviations in names, written in full, so that "Mt. Everest" and "Mount Everest" are one. */

const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})mt\.? (?=\p{L})/giu, 'mount '],
  [/(?<!\p{L})st\. (?=\p{L})/giu, 'saint '],
  [/(?<!\p{L})u\.s(?:\.a)?\.?(?!\p{L})/giu, 'us'],
  [/(?<!\p{L})u\.k\.?(?!\p{L})/giu, 'uk'],
  [/ & /g, ' and '],
];

/** `text` with these written in full, in capitals where they were. */
export function withTitlesInFull(text: string): string {
  return ABBREVIATIONS.reduce(
    (result, [pattern, full]) => result.replace(pattern, (short) => inTheCaseOf(short, full)),
    text,
  );
}

function inTheCaseOf(short: string, full: string): string {
  if (!/^\p{Lu}/u.test(short)) return full;
  return short.includes('.', 2) && full.length === 2
    ? full.toUpperCase()
    : full.charAt(0).toUpperCase() + full.slice(1);
}
