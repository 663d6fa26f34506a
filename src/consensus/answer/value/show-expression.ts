/** Expressions written canonically: the parser reads back the same ones. */
import Fraction from 'fraction.js';
import { canonicalFraction } from '../decimal.ts';
import { LARGE_OPERATORS } from './vocabulary.ts';
import type { Base, Expression, Power, Term } from './expression.ts';

const HALF = new Fraction(1n, 2n);

/** A number, exact: a decimal where there is one, otherwise a reduced fraction. */
export function shownNumber({ s, n, d }: Fraction): string {
  return canonicalFraction(s < 0n, n, d) ?? '';
}

/** `2√3`, `x^2 - 5x + 6`, `(x + 1)/2`, `e^(2t)/3`. */
export function shownExpression(expression: Expression): string {
  const divisor = expression.length < 2 ? 1n : commonDenominator(expression);
  if (divisor === 1n) return shownSum(expression);
  return `(${shownSum(multiple(expression, new Fraction(divisor)))})/${divisor}`;
}

/** What all coefficients times it are whole; 1 where that is too much to write. */
function commonDenominator(expression: Expression): bigint {
  const common = expression.reduce((lcm, { coefficient }) => lcm.lcm(new Fraction(coefficient.d)), new Fraction(1));
  return common.n <= 1_000_000n ? common.n : 1n;
}

function shownSum(expression: Expression): string {
  const ordered = [...expression].sort((one, other) => degreeOf(other) - degreeOf(one));
  const [first, ...others] = ordered;
  if (first === undefined) return '0';
  return others.reduce(
    (text, term) => `${text} ${term.coefficient.s < 0n ? '-' : '+'} ${shownTerm(term, true)}`,
    shownTerm(first, false),
  );
}

/** Higher powers of letters come first. */
function degreeOf({ powers }: Term): number {
  if (powers.length === 0) return -1;
  return powers.reduce((sum, { base, exponent }) => (isLetter(base) ? sum + exponent.valueOf() : sum), 0);
}

function isLetter(base: Base): boolean {
  return base.kind === 'name' && !/^[πei°]$/.test(base.name);
}

function shownTerm({ coefficient, powers }: Term, isUnsigned: boolean): string {
  if (powers.length === 0) return shownNumber(isUnsigned ? coefficient.abs() : coefficient);
  const sign = !isUnsigned && coefficient.s < 0n ? '-' : '';
  const top = factors(
    coefficient.n,
    powers.filter((power) => !isBelow(power)),
  );
  const below = powers.filter(isBelow).map(inverted);
  const bottom = factors(coefficient.d, below);
  if (bottom.length === 0) return `${sign}${joined(top)}`;
  const divisor = joined(bottom);
  return `${sign}${joined(top)}/${bottom.length === 1 ? divisor : `(${divisor})`}`;
}

/** Negative powers are divisors; e^(-t) stays as it is. */
function isBelow({ base, exponent }: Power): boolean {
  return exponent.s < 0n && base.kind !== 'exponential';
}

function inverted({ base, exponent }: Power): Power {
  return { base, exponent: exponent.neg() };
}

function factors(number: bigint, powers: readonly Power[]): readonly string[] {
  const roots = powers.filter(({ base, exponent }) => base.kind === 'prime' && exponent.equals(HALF));
  const radicand = roots.reduce((product, { base }) => (base.kind === 'prime' ? product * base.prime : product), 1n);
  return [
    ...(number === 1n ? [] : [number.toString()]),
    ...(roots.length === 0 ? [] : [`√${radicand}`]),
    ...powers.filter((power) => !roots.includes(power)).map(shownPower),
  ];
}

/** Factors side by side, with a point between them where they would run together. */
function joined(parts: readonly string[]): string {
  const [first = '1', ...others] = parts;
  return others.reduce((text, part) => {
    const touches = /[\p{L}′}]$|_\w$/u.test(text) && /^[\p{L}\d(]/u.test(part);
    return text + (touches || (/\d$/.test(text) && /^\d/.test(part)) ? '·' : '') + part;
  }, first);
}

function shownPower({ base, exponent }: Power): string {
  const text = shownBase(base, exponent);
  if (exponent.equals(1) || base.kind === 'exponential') return text;
  if (exponent.equals(HALF)) return /^(?:\w|\(.*\))$/u.test(text) ? `√${text}` : `√(${text})`;
  return exponent.d === 1n && exponent.s > 0n ? `${text}^${exponent.n}` : `${text}^(${exponent.toFraction()})`;
}

function multiple(expression: Expression, factor: Fraction): Expression {
  return expression.map((term) => ({ ...term, coefficient: term.coefficient.mul(factor) }));
}

/** A sum without bounds takes all that follows. */
function shownCall(name: string, args: string, count: number): string {
  return count === 1 && LARGE_OPERATORS.has(name) ? `(${name}(${args}))` : `${name}(${args})`;
}

function shownLogarithm([base = [], ...args]: readonly Expression[]): string {
  return `log_${grouped(shownExpression(base))}(${args.map(shownExpression).join(', ')})`;
}

/** In brackets, but for one letter or a whole number. */
function grouped(text: string): string {
  return /^(?:\p{L}|\d+)$/u.test(text) ? text : `(${text})`;
}

function shownBase(base: Base, exponent: Fraction): string {
  switch (base.kind) {
    case 'prime':
      return base.prime.toString();
    case 'name':
      return base.name;
    case 'call':
      if (base.name === 'base') return base.args.map(shownExpression).map(grouped).join('_');
      if (base.name === 'power') return base.args.map(shownExpression).map(grouped).join('^');
      if (base.name === 'log_') return shownLogarithm(base.args);
      if (!/[\p{L}′}]/u.test(base.name)) return base.args.map(shownExpression).join(` ${base.name} `);
      return shownCall(base.name, base.args.map(shownExpression).join(', '), base.args.length);
    case 'sum':
      return `(${shownExpression(base.sum)})`;
    case 'exponential':
      return `${grouped(shownExpression(base.base))}^${grouped(shownExpression(multiple(base.exponent, exponent)))}`;
  }
}
