/** Units, and the names of numbers. */
import type { Language } from './function-words.ts';

const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '%': ['percent', 'prozent', 'pourcent', 'procent'],
    '°': ['degree', 'degrees', 'grad', 'degré', 'degrés', 'grados'],
    km: ['kilometre', 'kilometres', 'kilometer', 'kilometers', 'kilomètres', 'kilómetros'],
    m: ['metre', 'metres', 'meter', 'meters', 'mètres', 'metros'],
    cm: ['centimetre', 'centimetres', 'centimeter', 'centimeters'],
    kg: ['kilogram', 'kilograms', 'kilo', 'kilos', 'kilogramm'],
    g: ['gram', 'grams', 'gramm', 'grammes', 'gramos'],
    l: ['litre', 'litres', 'liter', 'liters'],
    s: ['second', 'seconds', 'sec', 'secs', 'sekunde', 'sekunden', 'seconde', 'secondes', 'segundos'],
    min: ['minute', 'minutes', 'mins', 'minuten', 'minutos', 'minuti', 'минут'],
    h: ['hour', 'hours', 'hr', 'hrs', 'stunde', 'stunden', 'heure', 'heures', 'horas', 'ore', 'часов'],
    day: ['days', 'tag', 'tage', 'tagen', 'jour', 'jours', 'día', 'días', 'giorni', 'дней'],
    year: ['years', 'jahr', 'jahre', 'jahren', 'an', 'ans', 'año', 'años', 'anni', 'лет'],
    $: ['dollar', 'dollars', 'usd'],
    '€': ['euro', 'euros', 'eur'],
  }).flatMap(([unit, names]) => [unit, ...names].map((name) => [name, unit] as const)),
);

const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1e2: ['hundred'],
    1e3: ['thousand', 'tausend', 'mille', 'mil', 'duizend', 'тысяч', '千'],
    1e4: ['万', '萬'],
    1e6: ['million', 'millions', 'millionen', 'millones', 'milioni', 'milhões', 'miljoen', 'mio', 'млн', 'миллионов'],
    1e9: ['billion', 'billions', 'milliarde', 'milliarden', 'milliards', 'miljard', 'млрд'],
  }).flatMap(([scale, names]) => names.map((name) => [name, Number(scale)] as const)),
);

/** The names of 2, 3, 4, …; "one" and its likes are articles more often than numbers. */
const NAMES: Readonly<Partial<Record<Language, readonly string[]>>> = {
  en: `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty`.split(
    ' ',
  ),
  de: `zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig`.split(
    ' ',
  ),
  fr: `deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize`.split(' '),
  es: `dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince`.split(' '),
  pt: `dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze`.split(' '),
  it: `due tre quattro cinque - sette otto nove dieci undici dodici tredici quattordici quindici`.split(' '),
};
const TENS = `thirty forty fifty sixty seventy eighty ninety`.split(' ');

/** The number that a word of `language` names; null for any other. */
export function numberNamed(word: string, language: Language | null): number | null {
  if (language === null) return null;
  const index = NAMES[language]?.indexOf(word) ?? -1;
  if (index !== -1) return index + 2;
  const tens = language === 'en' ? TENS.indexOf(word) : -1;
  return tens === -1 ? null : (tens + 3) * 10;
}

/** What a word or sign is the unit of, by its usual short form; undefined for any other. */
export function unitOf(word: string): string | undefined {
  return UNITS.get(word);
}

/** What a word multiplies the number before it by; undefined for any other. */
export function scaleOf(word: string): number | undefined {
  return SCALES.get(word);
}
