/**
 * The value of expressions at fixed points, for what a normal form cannot decide: sin 2x and 2 sin x cos x. Two
 * expressions whose values agree in eleven digits at all points count as equal.
 */
import type { Base, Expression } from './expression.ts';

interface Complex {
  readonly re: number;
  readonly im: number;
}

const POINTS = 3;
const DIGITS = 11;
const TAU = 2 * Math.PI;

/** What tells the values of `expression` apart; null where it has none that can be computed. */
export function signatureOf(expression: Expression): string | null {
  const values: string[] = [];
  for (let point = 0; point < POINTS; point++) {
    const value = evaluated(expression, point);
    if (value === null) return null;
    values.push(rounded(value));
    if (point === 0 && !hasLetters(expression)) break;
  }
  return values.join(' ');
}

/** The signature of a real number that was computed elsewhere. */
export function numericKey(value: number): string {
  return rounded({ re: value, im: 0 });
}

/** The values at all points, for comparing expressions up to a factor; null where one cannot be computed. */
export function valuesOf(expression: Expression): readonly Complex[] | null {
  const values = Array.from({ length: POINTS }, (_, point) => evaluated(expression, point));
  return values.every((value) => value !== null) ? values : null;
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

/** The real number that `expression` is, to sixteen digits; null where it has letters or is not real. */
export function realValue(expression: Expression): number | null {
  if (hasLetters(expression)) return null;
  const value = evaluated(expression, 0);
  return value === null || Math.abs(value.im) > 1e-12 * Math.max(1, Math.abs(value.re)) ? null : value.re;
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
      term = product(term, power(value, { re: exponent.valueOf(), im: 0 }));
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
    const signatures = args.map((arg) => signatureOf(arg));
    return { re: scattered(signatures.includes(null) ? key : `${name} ${signatures.join(',')}`, point), im: 0 };
  }
  return known(...values);
}

const CONSTANTS: ReadonlyMap<string, Complex> = new Map([
  ['π', { re: Math.PI, im: 0 }],
  ['e', { re: Math.E, im: 0 }],
  ['i', { re: 0, im: 1 }],
  ['°', { re: Math.PI / 180, im: 0 }],
]);

const ZERO: Complex = { re: 0, im: 0 };

const FUNCTIONS: ReadonlyMap<string, (...args: Complex[]) => Complex> = new Map<
  string,
  (...args: Complex[]) => Complex
>([
  ['sin', (x = ZERO) => sine(x)],
  ['cos', (x = ZERO) => cosine(x)],
  ['tan', (x = ZERO) => quotient(sine(x), cosine(x))],
  ['cot', (x = ZERO) => quotient(cosine(x), sine(x))],
  ['sec', (x = ZERO) => quotient({ re: 1, im: 0 }, cosine(x))],
  ['csc', (x = ZERO) => quotient({ re: 1, im: 0 }, sine(x))],
  ['sinh', (x = ZERO) => real(x, Math.sinh)],
  ['cosh', (x = ZERO) => real(x, Math.cosh)],
  ['tanh', (x = ZERO) => real(x, Math.tanh)],
  ['arcsin', (x = ZERO) => real(x, Math.asin)],
  ['arccos', (x = ZERO) => real(x, Math.acos)],
  ['arctan', (x = ZERO) => real(x, Math.atan)],
  ['ln', (x = ZERO) => logarithm(x)],
  ['log', (x = ZERO) => quotient(logarithm(x), { re: Math.LN10, im: 0 })],
  ['lg', (x = ZERO) => quotient(logarithm(x), { re: Math.LN10, im: 0 })],
  ['log_', (base = ZERO, x = ZERO) => quotient(logarithm(x), logarithm(base))],
  ['abs', (x = ZERO) => ({ re: Math.hypot(x.re, x.im), im: 0 })],
  ['base', (digits = ZERO, base = ZERO) => inBase(digits.re, base.re)],
  ['floor', (x = ZERO) => real(x, Math.floor)],
  ['ceil', (x = ZERO) => real(x, Math.ceil)],
]);

/** What the decimal digits of `digits` are in another base: 101 in base 2 is 5. */
function inBase(digits: number, base: number): Complex {
  const value = Number.isInteger(base) && base >= 2 && base <= 36 ? Number.parseInt(String(digits), base) : Number.NaN;
  return { re: value.toString(base >= 2 && base <= 36 ? base : 10) === String(digits) ? value : Number.NaN, im: 0 };
}

/** A number in 0.3 … 1.7 that depends on `name` and the point alone (FNV-1a). */
function scattered(name: string, point: number): number {
  let hash = 2166136261 ^ point;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return 0.3 + (((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32) * 1.4;
}

function real({ re, im }: Complex, apply: (value: number) => number): Complex {
  return im === 0 ? { re: apply(re), im: 0 } : { re: Number.NaN, im: 0 };
}

function product(one: Complex, other: Complex): Complex {
  return { re: one.re * other.re - one.im * other.im, im: one.re * other.im + one.im * other.re };
}

function quotient(one: Complex, other: Complex): Complex {
  const size = other.re * other.re + other.im * other.im;
  return {
    re: (one.re * other.re + one.im * other.im) / size,
    im: (one.im * other.re - one.re * other.im) / size,
  };
}

function power(base: Complex, exponent: Complex): Complex {
  if (exponent.im === 0 && base.im === 0 && (base.re > 0 || Number.isInteger(exponent.re)))
    return { re: base.re ** exponent.re, im: 0 };
  const log = logarithm(base);
  const raised = product(log, exponent);
  const size = Math.exp(raised.re);
  const angle = raised.im % TAU;
  return { re: size * Math.cos(angle), im: size * Math.sin(angle) };
}

function logarithm({ re, im }: Complex): Complex {
  return { re: Math.log(Math.hypot(re, im)), im: Math.atan2(im, re) };
}

function sine({ re, im }: Complex): Complex {
  return im === 0
    ? { re: Math.sin(re), im: 0 }
    : { re: Math.sin(re) * Math.cosh(im), im: Math.cos(re) * Math.sinh(im) };
}

function cosine({ re, im }: Complex): Complex {
  return im === 0
    ? { re: Math.cos(re), im: 0 }
    : { re: Math.cos(re) * Math.cosh(im), im: -Math.sin(re) * Math.sinh(im) };
}
