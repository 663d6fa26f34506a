/** Dates and times of day, in any usual form: `March 5, 2024`, `5. März 2024`, `2024-03-05`, `7:30 p.m.`. */
import { plainCharacters } from './value/characters.ts';

/** Months by their names in the larger languages, each with its first three letters where those are its own. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'janvier', 'enero', 'gennaio', 'janeiro', 'januari', 'января', 'январь'],
  ['february', 'feb', 'februar', 'février', 'febrero', 'febbraio', 'fevereiro', 'februari', 'февраля', 'февраль'],
  ['march', 'mar', 'märz', 'mars', 'marzo', 'março', 'maart', 'марта', 'март'],
  ['april', 'apr', 'avril', 'abril', 'aprile', 'апреля', 'апрель'],
  ['may', 'mai', 'mayo', 'maggio', 'maio', 'mei', 'мая', 'май'],
  ['june', 'jun', 'juni', 'juin', 'junio', 'giugno', 'junho', 'июня', 'июнь'],
  ['july', 'jul', 'juli', 'juillet', 'julio', 'luglio', 'julho', 'июля', 'июль'],
  ['august', 'aug', 'août', 'agosto', 'augustus', 'августа', 'август'],
  ['september', 'sep', 'sept', 'septembre', 'septiembre', 'settembre', 'setembro', 'сентября', 'сентябрь'],
  ['october', 'oct', 'oktober', 'octobre', 'octubre', 'ottobre', 'outubro', 'октября', 'октябрь'],
  ['november', 'nov', 'novembre', 'noviembre', 'novembro', 'ноября', 'ноябрь'],
  ['december', 'dec', 'dezember', 'décembre', 'diciembre', 'dicembre', 'dezembro', 'декабря', 'декабрь'],
];
const MONTH_NUMBERS: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);
const WEEKDAY =
  /^(?:on )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\.?,?\s+(?:(?:the|den|dem|le|el)\s+)?/i;
const MONTH = String.raw`(\p{L}{3,10})\.?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th|er|\.|º)?`;
const YEAR = String.raw`(\d{4})`;
const MONTH_FIRST = new RegExp(`^${MONTH}\\s+(?:the\\s+)?${DAY}(?:,?\\s+${YEAR})?$`, 'iu');
const DAY_FIRST = new RegExp(
  `^(?:the\\s+)?${DAY}\\s*(?:of\\s+|de\\s+|\\s)${MONTH}(?:,?\\s+(?:de\\s+|of\\s+)?${YEAR})?$`,
  'iu',
);
const YEAR_MONTH = new RegExp(`^${MONTH},?\\s+${YEAR}$`, 'iu');
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const NUMERIC = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const EAST_ASIAN = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]$/;
const CLOCK =
  /^(\d{1,2})(?:[:.h]\s?(\d{2})(?::(\d{2}))?)?\s?(?:(a|p)\.?\s?m\.?|(?:o'clock|uhr))?(?:\s(?:in the )?(morning|afternoon|evening))?$/i;

/** Whether `word` is the name of a month, written out or not. */
export function isMonth(word: string): boolean {
  return MONTH_NUMBERS.has(word.toLowerCase());
}

/** The canonical form of a date or a time of day that `phrase` is; null where it is none. */
export function readMoment(phrase: string): string | null {
  if (phrase.length > 60 || !/\d/.test(phrase)) return null;
  const text = plainCharacters(phrase)
    .trim()
    .replace(/[.,;!]+$/, '')
    .replace(/\s+/g, ' ');
  return dateOf(text.replace(WEEKDAY, ''), text) ?? timeOf(text);
}

function dateOf(text: string, whole: string): string | null {
  const iso = ISO.exec(text) ?? EAST_ASIAN.exec(text);
  if (iso !== null) return dated(iso[1], Number(iso[2]), Number(iso[3]));
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) return numericDate(numeric);
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst !== null) return named(monthFirst[1], monthFirst[2], monthFirst[3], whole);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) return named(dayFirst[2], dayFirst[1], dayFirst[3], whole);
  const month = YEAR_MONTH.exec(text);
  const number = MONTH_NUMBERS.get(month?.[1]?.toLowerCase() ?? '');
  return number === undefined ? null : `${month?.[2] ?? ''}-${two(number)}`;
}

/** `13/4/2021` has one meaning; of `3/4/2021` nobody knows which is the month, so it stays as it is. */
function numericDate([, first = '', , second = '', year = '']: RegExpExecArray): string | null {
  const [one, other] = [Number(first), Number(second)];
  if (one > 12) return dated(year, other, one);
  if (other > 12) return dated(year, one, other);
  return one === other ? dated(year, one, other) : `${one}/${other}/${year}`;
}

function named(
  name: string | undefined,
  day: string | undefined,
  year: string | undefined,
  whole: string,
): string | null {
  const month = MONTH_NUMBERS.get(name?.toLowerCase() ?? '');
  if (month === undefined) return null;
  if (year !== undefined) return dated(year, month, Number(day));
  const weekday =
    WEEKDAY.exec(whole)?.[0]
      .replace(/^on /i, '')
      .replace(/[.,]?\s.*$/, '')
      .toLowerCase() ?? '';
  const monthName = MONTHS[month - 1]?.[0] ?? '';
  return isDay(month, Number(day)) ? `${weekday}${weekday === '' ? '' : ' '}${monthName} ${Number(day)}` : null;
}

function dated(year: string | undefined, month: number, day: number): string | null {
  return year !== undefined && isDay(month, day) ? `${year}-${two(month)}-${two(day)}` : null;
}

function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** `3:45 pm` is 15:45; a bare `3:45` is 3:45. */
function timeOf(text: string): string | null {
  const match = CLOCK.exec(text);
  if (match === null) return null;
  const [, hours = '', minutes, seconds, half, part] = match;
  const isNamed = half !== undefined || /o'clock|uhr/i.test(text) || part !== undefined;
  if (minutes === undefined ? !isNamed : !isNamed && !/^\d{1,2}[:h]/.test(text)) return null;
  const isLate = half?.toLowerCase() === 'p' || (part !== undefined && !/morning/i.test(part));
  const isEarly = half?.toLowerCase() === 'a' || /morning/i.test(part ?? '');
  const hour = Number(hours);
  if (hour > 24 || Number(minutes ?? 0) > 59 || ((isLate || isEarly) && hour > 12)) return null;
  const full = isLate && hour < 12 ? hour + 12 : isEarly && hour === 12 ? 0 : hour;
  return `${isLate || isEarly ? two(full) : full}:${minutes ?? '00'}${seconds === undefined ? '' : `:${seconds}`}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
