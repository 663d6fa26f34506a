/** What stands around an amount: "about", "at least", "between 5 and 7", "4 out of 5", "2 hours and 30 minutes". */
import type Fraction from 'fraction.js';
import { nameBase } from './value/bases.ts';
import { atom } from './value/expression.ts';
import { keyOf } from './value/key.ts';
import { readValue } from './value/read.ts';
import { unitOf, type Unit } from './value/units.ts';
import type { Value } from './value/value.ts';

/** A longer phrase says more than an amount. */
const LONGEST = 120;
const HEDGE =
  /^(?:(?:it(?:'s| is)|there (?:is|are)|they are|about|approximately|approx\.?|around|roughly|exactly|precisely|nearly|almost|only|just|a total of|in total|totalling|some|circa|ca\.|etwa|ungefähr|environ|aproximadamente|circa|≈|~)\s*)+/i;
const RANGE = /^(?:between|from)?\s*([$€£]?[\d.,]+)\s*(?:[-–—]|to|and)\s*([$€£]?[\d.,]+)(\s*[\p{L}%°$€£].{0,30})?$/iu;
/** `4 out of 5`, `4 of 5 stars`. */
const OUT_OF = /^(\d+(?:\.\d+)?)\s?(?:out of|of|von|sur|de)\s?(?:a possible )?(\d+)(?:\s(?:stars?|points?))?$/i;
const STARS = /^(\d+(?:\.\d+)?)\s?\/\s?(\d+)\s(?:stars?|points?)$/i;
const PART =
  /([\d.,]+)\s*(hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|s|days?|weeks?|feet|foot|ft|inch(?:es)?|in|pounds?|lbs?|ounces?|oz|'|′|"|″|’|”)(?![\p{L}])/giu;
/** Names of units that mean something else outside of a sum. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["'", 'ft'],
  ['′', 'ft'],
  ['’', 'ft'],
  ['"', 'in'],
  ['″', 'in'],
  ['”', 'in'],
  ['m', 'min'],
]);

/** The value of a phrase with words around its amount; null where it is none. */
export function readAmount(phrase: string): Value | null {
  if (phrase.length > LONGEST) return null;
  const text = phrase.replace(HEDGE, '').replace(/[.,;!]+$/, '');
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
  const [one, other, another] = text.split(/,?\sor\s/i).map((part) => readCompound(part) ?? readValue(part));
  if (one == null || other == null || another !== undefined) return null;
  return keysOf(one).some((key) => keysOf(other).includes(key)) ? one : null;
}

/** The key of a value; of a percentage also that of the part it is. */
function keysOf(value: Value): readonly string[] {
  const percent = value.kind === 'quantity' && value.unit.name === '%' ? plain(value) : null;
  return [keyOf(value), ...(percent === null ? [] : [keyOf({ kind: 'number', value: percent.div(100) })])];
}

const BOUNDS = (
  [
    ['≥', 'at least|no (?:less|fewer) than|not (?:less|fewer) than|(?:a )?minimum(?: of)?'],
    ['≤', 'at most|no more than|not more than|up to|(?:a )?maximum(?: of)?'],
    ['>', 'more than|greater than|over|above'],
    ['<', 'less than|fewer than|under|below'],
  ] as const
).map(([relation, words]) => ({ relation, wording: new RegExp(`^(?:${words})\\s+(?=[$€£\\d\\\\−.-])`, 'i') }));

/** The name of nothing: what "at least" leaves out. */
const NOTHING: Value = { kind: 'expression', expression: atom(nameBase('')) };

/** `at least 5`: an inequality of nothing in particular. */
function bound(text: string): Value | null {
  const found = BOUNDS.find(({ wording }) => wording.test(text));
  const value = found === undefined ? null : readValue(text.replace(found.wording, ''));
  return found === undefined || value === null
    ? null
    : { kind: 'relation', sides: [NOTHING, value], relations: [found.relation] };
}

/** `5–7`, `between 5 and 7`: from the smaller to the larger. */
function range(text: string): Value | null {
  const [, first = '', second = '', unit = ''] = RANGE.exec(text) ?? [];
  if (/^(?!between).* and /i.test(text)) return null;
  const [from, to] = [readValue(first + unit), readValue(second + unit)];
  if (from === null || to === null || !isLess(from, to)) return null;
  return { kind: 'intervals', ranges: [{ from, to, includesFrom: true, includesTo: true }] };
}

function isLess(one: Value, other: Value): boolean {
  const [low, high] = [plain(one), plain(other)];
  return low !== null && high !== null && low.compare(high) < 0;
}

function plain(value: Value): Fraction | null {
  if (value.kind === 'quantity') return plain(value.amount);
  return value.kind === 'number' ? value.value : null;
}

/** `4 out of 5` is ⅘. */
function rating(text: string): Value | null {
  const quotient = text.replace(OUT_OF, '$1/$2').replace(STARS, '$1/$2');
  return quotient === text ? null : readValue(quotient);
}

interface Measure {
  readonly value: Fraction;
  readonly unit: Unit;
}

/** `2 hours and 30 minutes`, `5'10"`: the sum, in the smallest of the units, which stand from the largest on; null for others. */
export function readCompound(text: string): Value | null {
  if (text.length > LONGEST || !/^(?:and|[\s,])*$/.test(text.replace(PART, ''))) return null;
  const [first = null, second, ...others] = [...text.matchAll(PART)].map(measureOf);
  if (second === undefined) return null;
  const sum = [second, ...others].reduce(together, first);
  return sum === null ? null : { kind: 'quantity', amount: { kind: 'number', value: sum.value }, unit: sum.unit };
}

function measureOf([, digits = '', name = '']: RegExpExecArray): Measure | null {
  const amount = readValue(digits);
  const lower = name.toLowerCase();
  const unit = unitOf(NAMES.get(lower) ?? lower);
  return amount?.kind === 'number' && unit !== null ? { value: amount.value, unit } : null;
}

/** Both in the unit of `next`, a smaller one of the same kind: "3 hours and 4 hours" are two. */
function together(sum: Measure | null, next: Measure | null): Measure | null {
  if (next === null || sum?.unit.dimension !== next.unit.dimension) return null;
  const factor = sum.unit.factor.div(next.unit.factor);
  return factor.compare(1) > 0 ? { value: sum.value.mul(factor).add(next.value), unit: next.unit } : null;
}
