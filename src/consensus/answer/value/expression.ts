/**
 * Expressions in normal form: a sum of terms, each a rational coefficient times powers of bases. Sums are multiplied out,
 * roots of numbers are powers of primes (√12 is 2 × 3^½), i² is −1; letters under roots are taken to be positive.
 */
import Fraction from 'fraction.js';
import { MAX_DIGITS, MAX_PRODUCTS, MAX_TERMS, UNREADABLE } from './limits.ts';

/** What is raised to powers. `key` tells bases apart, and sorts them. */
export type Base = { readonly key: string } & (
  | { readonly kind: 'prime'; readonly prime: bigint }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  /** A sum that was not multiplied out, under a root or in a denominator. */
  | { readonly kind: 'sum'; readonly sum: Expression }
  /** `base` to a power that is no number; `exponent` is one term, its coefficient 1. */
  | { readonly kind: 'exponential'; readonly base: Expression; readonly exponent: Expression }
);

/** A base and the power it is raised to. */
export interface Power {
  readonly base: Base;
  readonly exponent: Fraction;
}

/** `coefficient` × the product of `powers`, which are sorted by key. */
export interface Term {
  readonly coefficient: Fraction;
  readonly powers: readonly Power[];
}

/** A sum of terms with different powers, sorted; none: 0. */
export type Expression = readonly Term[];

/** The number 1. */
export const ONE = new Fraction(1);
/** −1. */
export const MINUS_ONE = ONE.neg();
const ZERO = new Fraction(0);

/** A number as an expression. */
export function constant(value: Fraction): Expression {
  if (value.n === 0n) return [];
  checkSize(value);
  return [{ coefficient: value, powers: [] }];
}

/** The number that `expression` is; null where it is none. */
export function constantOf(expression: Expression): Fraction | null {
  const [term, another] = expression;
  if (term === undefined) return ZERO;
  return another === undefined && term.powers.length === 0 ? term.coefficient : null;
}

/** One base, to the power 1. */
export function atom(base: Base): Expression {
  return [{ coefficient: ONE, powers: [{ base, exponent: ONE }] }];
}

/** What tells the powers of terms apart. */
function powersKey(powers: readonly Power[]): string {
  return powers.map(({ base, exponent }) => `${base.key}^${exponent.toFraction()}`).join(' ');
}

/** Throws where a number has too many digits to go on with. */
function checkSize({ n, d }: Fraction): void {
  const limit = 1n << BigInt(Math.ceil(MAX_DIGITS * 3.33));
  if (n > limit || d > limit) throw UNREADABLE;
}

/** Counts multiplications, so that a phrase cannot ask for any number of them. */
export class Budget {
  #left = MAX_PRODUCTS;

  spend(products: number): void {
    this.#left -= products;
    if (this.#left < 0) throw UNREADABLE;
  }
}

/** The sum of `expressions`. */
export function sumOf(expressions: readonly Expression[]): Expression {
  const terms = new Map<string, Term>();
  for (const term of expressions.flat()) {
    const key = powersKey(term.powers);
    const coefficient = (terms.get(key)?.coefficient ?? ZERO).add(term.coefficient);
    if (coefficient.n === 0n) terms.delete(key);
    else terms.set(key, { coefficient, powers: term.powers });
    if (terms.size > MAX_TERMS) throw UNREADABLE;
  }
  return [...terms].sort(([one], [other]) => compareKeys(one, other)).map(([, term]) => term);
}

/** By code unit: the same on every machine. */
function compareKeys(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The product of `one` and `other`. */
export function productOf(one: Expression, other: Expression, budget: Budget): Expression {
  budget.spend(one.length * other.length + 1);
  return sumOf(one.flatMap((left) => other.map((right) => termProduct(left, right, budget))));
}

function termProduct(one: Term, other: Term, budget: Budget): Expression {
  if (one.powers.length === 0 || other.powers.length === 0) {
    const coefficient = one.coefficient.mul(other.coefficient);
    checkSize(coefficient);
    return [{ coefficient, powers: one.powers.length === 0 ? other.powers : one.powers }];
  }
  const powers = new Map<string, Power>();
  for (const { base, exponent } of [...one.powers, ...other.powers])
    powers.set(base.key, { base, exponent: (powers.get(base.key)?.exponent ?? ZERO).add(exponent) });
  return reduced(one.coefficient.mul(other.coefficient), [...powers.values()], budget);
}

/** A term whose powers may be whole powers of primes, of i, or of sums: those are multiplied out. */
export function reduced(coefficient: Fraction, powers: readonly Power[], budget: Budget): Expression {
  let factor = coefficient;
  const kept: Power[] = [];
  const sums: Expression[] = [];
  for (const { base, exponent } of powers) {
    if (exponent.n === 0n) continue;
    if (base.kind === 'prime') {
      const whole = exponent.floor();
      factor = factor.mul(new Fraction(base.prime).pow(whole));
      const rest = exponent.sub(whole);
      if (rest.n !== 0n) kept.push({ base, exponent: rest });
    } else if (base.key === 'i' && exponent.d === 1n) {
      const turns = Number(exponent.mod(4).add(4).mod(4).n);
      if (turns >= 2) factor = factor.neg();
      if (turns % 2 === 1) kept.push({ base, exponent: ONE });
    } else if (base.kind === 'sum' && exponent.d === 1n && exponent.s > 0n && exponent.n <= 4n) {
      for (let times = exponent.n; times > 0n; times--) sums.push(base.sum);
    } else kept.push({ base, exponent });
  }
  checkSize(factor);
  kept.sort((one, other) => compareKeys(one.base.key, other.base.key));
  const term: Expression = factor.n === 0n ? [] : [{ coefficient: factor, powers: kept }];
  return sums.reduce((product, sum) => productOf(product, sum, budget), term);
}
