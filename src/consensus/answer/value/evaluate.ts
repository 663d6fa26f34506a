/**
 * The value of expressions at fixed points, for what a normal form cannot decide: sin 2x and 2 sin x cos x. Two
 * expressions whose values agree in eleven digits at all points count as equal.
 */
import { power, product, quotient, rationalPower, type Complex } from './complex.ts';
import { FUNCTIONS } from './complex-functions.ts';
import type { Base, Expression } from './expression.ts';

const POINTS = 3;
const DIGITS = 11;

/** The signature of a real number that was computed elsewhere. */
export function numericKey(value: number): string {
  return rounded({ re: value, im: 0 });
}

/** The values of `expression` at all points, or its one value where it has no letters; null where one cannot be computed. */
export function valuesOf(expression: Expression): readonly Complex[] | null {
  const points = hasLetters(expression) ? POINTS : 1;
  const values = Array.from({ length: points }, (_, point) => evaluated(expression, point));
  return values.every((value) => value !== null) ? values : null;
}

/** What tells values apart; one where they are all the same. */
export function signatureOf(values: readonly Complex[]): string {
  const parts = values.map(rounded);
  return new Set(parts).size === 1 ? (parts[0] ?? '') : parts.join(' ');
}

/** What tells the ratios of values apart: the same for an expression and a multiple of it. `signed`: of a positive one. */
export function ratiosOf(values: readonly Complex[], signed: boolean): string | null {
  const [first] = values;
  if (first === undefined) return null;
  const size = Math.hypot(first.re, first.im);
  if (size === 0) return null;
  const unit = signed ? { re: size, im: 0 } : first;
  return values.map((value) => rounded(quotient(value, unit))).join(' ');
}

/** The real number, to sixteen digits, that all of `values` are; null where they differ or are not real. */
export function realAmong(values: readonly Complex[]): number | null {
  const [first] = values;
  if (first === undefined || Math.abs(first.im) > 1e-12 * Math.max(1, Math.abs(first.re))) return null;
  return signatureOf(values) === rounded(first) ? first.re : null;
}

function rounded({ re, im }: Complex): string {
  const size = Math.hypot(re, im);
  const part = (value: number): string => (Math.abs(value) <= size * 1e-12 ? '0' : value.toPrecision(DIGITS));
  return `${part(re)}i${part(im)}`;
}

function hasLetters(expression: Expression): boolean {
  return expression.some(({ powers }) => powers.some(({ base }) => baseHasLetters(base)));
}

function baseHasLetters(base: Base): boolean {
  switch (base.kind) {
    case 'prime':
      return false;
    case 'name':
      return !CONSTANTS.has(base.name);
    case 'call':
      return !FUNCTIONS.has(base.name) || base.args.some(hasLetters);
    case 'sum':
      return hasLetters(base.sum);
    case 'exponential':
      return hasLetters(base.base) || hasLetters(base.exponent);
  }
}

function evaluated(expression: Expression, point: number): Complex | null {
  let sum: Complex = { re: 0, im: 0 };
  let largest = 0;
  for (const { coefficient, powers } of expression) {
    let term: Complex = { re: coefficient.valueOf(), im: 0 };
    for (const { base, exponent } of powers) {
      const value = baseValue(base, point);
      if (value === null) return null;
      term = product(term, rationalPower(value, exponent));
    }
    sum = { re: sum.re + term.re, im: sum.im + term.im };
    largest = Math.max(largest, Math.hypot(term.re, term.im));
  }
  if (!Number.isFinite(sum.re) || !Number.isFinite(sum.im)) return null;
  // What cancels out is zero, not the error of rounding.
  return Math.hypot(sum.re, sum.im) < largest * 1e-13 ? { re: 0, im: 0 } : sum;
}

function baseValue(base: Base, point: number): Complex | null {
  switch (base.kind) {
    case 'prime':
      return { re: Number(base.prime), im: 0 };
    case 'name':
      return CONSTANTS.get(base.name) ?? { re: scattered(base.name, point), im: 0 };
    case 'call':
      return callValue(base.name, base.args, base.key, point);
    case 'sum':
      return evaluated(base.sum, point);
    case 'exponential': {
      const [one, other] = [evaluated(base.base, point), evaluated(base.exponent, point)];
      return one === null || other === null ? null : power(one, other);
    }
  }
}

/** A function that is not known here has a value of its own for each name and arguments. */
function callValue(name: string, args: readonly Expression[], key: string, point: number): Complex | null {
  const values = args.map((arg) => evaluated(arg, point));
  if (!values.every((value) => value !== null)) return null;
  const known = FUNCTIONS.get(name);
  if (known === undefined) {
    const all = args.map(valuesOf);
    const isKnown = all.every((own) => own !== null);
    return { re: scattered(isKnown ? `${name} ${all.map(signatureOf).join(',')}` : key, point), im: 0 };
  }
  return known(...values);
}

const CONSTANTS: ReadonlyMap<string, Complex> = new Map([
  ['π', { re: Math.PI, im: 0 }],
  ['e', { re: Math.E, im: 0 }],
  ['i', { re: 0, im: 1 }],
  ['°', { re: Math.PI / 180, im: 0 }],
]);

/** A number in 0.3 … 1.7 that depends on `name` and the point alone (FNV-1a). */
function scattered(name: string, point: number): number {
  let hash = 2166136261 ^ point;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return 0.3 + (((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32) * 1.4;
}
