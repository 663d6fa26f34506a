/** What stands around an amount: "about", "at least", "between 5 and 7", "4 out of 5", "2 hours and 30 minutes". */
import Fraction from 'fraction.js';
import { keyOf } from './value/key.ts';
import { readValue } from './value/read.ts';
import { unitOf } from './value/units.ts';
import type { Value } from './value/value.ts';

/** A longer phrase says more than an amount. */
const LONGEST = 120;
const HEDGE =
  /^(?:(?:it(?:'s| is)|there (?:is|are)|they are|about|approximately|approx\.?|around|roughly|exactly|precisely|nearly|almost|only|just|a total of|in total|totalling|some|circa|ca\.|etwa|ungefähr|environ|aproximadamente|circa|≈|~)\s*)+/i;
const BOUND =
  /^(at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum|≥|>=|at most|no more than|not more than|up to|a maximum of|maximum|≤|<=|more than|greater than|over|above|less than|fewer than|under|below)\s+(?=[$€£\d\\−.-])/i;
const RANGE = /^(?:between|from)?\s*([$€£]?[\d.,]+)\s*(?:[-–—]|to|and)\s*([$€£]?[\d.,]+)(\s*[\p{L}%°$€£].{0,30})?$/iu;
const OUT_OF = /^(\d+(?:\.\d+)?)\s?(?:out of|of|von|sur|de)\s?(?:a possible )?(\d+)(?:\s(?:stars?|points?))?$/i;
const STARS = /^(\d+(?:\.\d+)?)\s?\/\s?(\d+)\s(?:stars?|points?)$/i;
const PART =
  /([\d.,]+)\s*(hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|s|days?|weeks?|feet|foot|ft|inch(?:es)?|in|pounds?|lbs?|ounces?|oz|'|′|"|″|’|”)(?![\p{L}])/giu;
const MARKS: ReadonlyMap<string, string> = new Map([
  ["'", 'ft'],
  ['′', 'ft'],
  ['’', 'ft'],
  ['"', 'in'],
  ['″', 'in'],
  ['”', 'in'],
]);

/** The value of a phrase with words around its amount; null where it is none. */
export function readAmount(phrase: string): Value | null {
  if (phrase.length > LONGEST) return null;
  const text = phrase
    .trim()
    .replace(HEDGE, '')
    .replace(/[.,;!]+$/, '');
  return (
    restated(text) ??
    bound(text) ??
    range(text) ??
    rating(text) ??
    readCompound(text) ??
    (text === phrase ? null : readValue(text))
  );
}

/** `50% or 1/2`, `225 minutes or 3 hours and 45 minutes`: the same said twice. */
function restated(text: string): Value | null {
  const [first = '', second = '', third] = text.split(/,?\s+or\s+/i);
  if (second === '' || third !== undefined) return null;
  const [one, other] = [readCompound(first) ?? readValue(first), readCompound(second) ?? readValue(second)];
  if (one === null || other === null) return null;
  const keys = new Set([...keysOf(one)].filter((key) => keysOf(other).has(key)));
  return keys.size > 0 ? one : null;
}

/** The key of a value; of a percentage also that of the part it is. */
function keysOf(value: Value): ReadonlySet<string> {
  const isPercent = value.kind === 'quantity' && value.unit.name === '%' && value.amount.kind === 'number';
  const part = isPercent ? plain(value)?.div(100) : undefined;
  return new Set([keyOf(value), ...(part === undefined ? [] : [keyOf({ kind: 'number', value: part })])]);
}

const RELATIONS = [
  [/^(?:at least|no (?:less|fewer)|not (?:less|fewer)|a? ?minimum|≥|>=)/i, '≥'],
  [/^(?:at most|no more|not more|up to|a? ?maximum|≤|<=)/i, '≤'],
  [/^(?:more|greater|over|above)/i, '>'],
  [/^(?:less|fewer|under|below)/i, '<'],
] as const;

/** `at least 5`: an inequality of nothing in particular. */
function bound(text: string): Value | null {
  const [words, wording] = BOUND.exec(text) ?? [];
  if (words === undefined || wording === undefined) return null;
  const value = readValue(text.slice(words.length));
  const relation = RELATIONS.find(([pattern]) => pattern.test(wording))?.[1];
  if (value === null || relation === undefined) return null;
  return { kind: 'relation', sides: [nothing(), value], relations: [relation] };
}

function nothing(): Value {
  const value = readValue('≥ 0');
  return value?.kind === 'relation' ? (value.sides[0] ?? value) : { kind: 'set', items: [] };
}

/** `5–7`, `between 5 and 7`: from the smaller to the larger. */
function range(text: string): Value | null {
  const match = RANGE.exec(text);
  if (match === null) return null;
  const [, first = '', second = '', unit = ''] = match;
  if (/ and /i.test(text) && !/^between/i.test(text)) return null;
  const [from, to] = [readValue(first + unit), readValue(second + unit)];
  const [low, high] = [plain(from), plain(to)];
  if (from === null || to === null || low === null || high === null || low.compare(high) >= 0) return null;
  return { kind: 'intervals', ranges: [{ from, to, includesFrom: true, includesTo: true }] };
}

function plain(value: Value | null): Fraction | null {
  if (value?.kind === 'quantity') return plain(value.amount);
  return value?.kind === 'number' ? value.value : null;
}

/** `4 out of 5` is ⅘. */
function rating(text: string): Value | null {
  const [, part, whole] = OUT_OF.exec(text) ?? STARS.exec(text) ?? [];
  return part === undefined || whole === undefined ? null : readValue(`${part}/${whole}`);
}

/** `2 hours and 30 minutes`, `5'10"`: the sum, in the smallest of the units, which stand from the largest on; null for others. */
export function readCompound(text: string): Value | null {
  if (text.length > LONGEST) return null;
  const parts = [...text.matchAll(PART)];
  const rest = parts.reduce((left, [part]) => left.replace(part, ' '), text).replace(/\band\b|,/g, '');
  if (parts.length < 2 || rest.trim() !== '') return null;
  const units = parts.map(([, , unit = '']) => unitOf(MARKS.get(unit) ?? (unit === 'm' ? 'min' : unit)));
  const last = units.at(-1);
  if (last === undefined || last === null || units.some((unit) => unit?.dimension !== last.dimension)) return null;
  const factors = units.map((unit) => unit?.factor ?? new Fraction(0));
  // "3 hours and 4 hours" are two.
  if (factors.some((factor, index) => index > 0 && factor.compare(factors[index - 1] ?? 0) >= 0)) return null;
  const sum = parts.reduce((total, [, digits = ''], index) => {
    const value = readValue(digits);
    return value?.kind === 'number' ? total.add(value.value.mul(factors[index] ?? 0)) : total;
  }, new Fraction(0));
  return { kind: 'quantity', amount: { kind: 'number', value: sum.div(last.factor) }, unit: last };
}
