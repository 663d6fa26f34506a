/** The functions whose values are known. */
import { cosine, logarithm, quotient, sine, type Complex } from './complex.ts';

const ZERO: Complex = { re: 0, im: 0 };

/** Functions by name; what has an argument too few takes 0 for it. */
export const FUNCTIONS: ReadonlyMap<string, (...args: Complex[]) => Complex> = new Map<
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

function real({ re, im }: Complex, apply: (value: number) => number): Complex {
  return im === 0 ? { re: apply(re), im: 0 } : { re: Number.NaN, im: 0 };
}
