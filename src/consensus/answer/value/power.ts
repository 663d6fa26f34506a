/** Powers and roots of expressions in normal form. */
import Fraction from 'fraction.js';
import {
  atom,
  Budget,
  checkSize,
  constant,
  constantOf,
  ONE,
  productOf,
  reduced,
  sumOf,
  type Base,
  type Expression,
  type Power,
  type Term,
} from './expression.ts';
import { MAX_DIGITS, Unreadable } from './limits.ts';
import { shownExpression } from './show-expression.ts';

/** Primes up to here are found in numbers under roots; what is left is taken as one factor. */
const LARGEST_PRIME = 2000n;
/** A sum to a higher power stays as it is. */
const HIGHEST_MULTIPLIED = 8n;

/** `base` to the power `exponent`. */
export function powerOf(base: Expression, exponent: Expression, budget: Budget): Expression {
  const number = constantOf(exponent);
  return number === null ? exponential(base, exponent, budget) : numericPower(base, number, budget);
}

/** `base` to a rational power. */
export function numericPower(base: Expression, exponent: Fraction, budget: Budget): Expression {
  budget.spend(1);
  if (exponent.n === 0n) return constant(ONE);
  if (exponent.equals(1)) return base;
  const [term, another] = base;
  if (term === undefined) {
    if (exponent.s > 0n) return [];
    throw new Unreadable('a division by zero');
  }
  if (another === undefined) return termPower(term, exponent, budget);
  if (exponent.d === 1n && exponent.s > 0n && exponent.n <= HIGHEST_MULTIPLIED)
    return wholePower(base, exponent.n, budget);
  return sumPower(base, exponent, budget);
}

function wholePower(base: Expression, exponent: bigint, budget: Budget): Expression {
  let product = base;
  for (let times = exponent - 1n; times > 0n; times--) product = productOf(product, base, budget);
  return product;
}

/** A single term: the power of each factor. */
function termPower({ coefficient, powers }: Term, exponent: Fraction, budget: Budget): Expression {
  // e^(πi/2) and the like keep their sign: only positive letters may be taken out of a root.
  const raised = powers.map(({ base, exponent: own }): Power => ({ base, exponent: own.mul(exponent) }));
  return productOf(coefficientPower(coefficient, exponent, budget), reduced(ONE, raised, budget), budget);
}

function coefficientPower(coefficient: Fraction, exponent: Fraction, budget: Budget): Expression {
  if (coefficient.equals(1)) return constant(ONE);
  if (exponent.d === 1n) {
    if (digitsOf(coefficient) * Number(exponent.n) > MAX_DIGITS) return largePower(coefficient, exponent);
    const power = coefficient.pow(exponent);
    checkSize(power);
    return constant(power);
  }
  if (exponent.n > 1000n) throw new Unreadable('too high a power');
  if (coefficient.s > 0n) return reduced(ONE, primePowers(coefficient, exponent), budget);
  const positive = reduced(ONE, primePowers(coefficient.neg(), exponent), budget);
  // The real root where there is one; √−1 is i; other complex roots stay as they are.
  if (exponent.d % 2n === 1n)
    return exponent.n % 2n === 1n ? productOf(constant(new Fraction(-1)), positive, budget) : positive;
  if (exponent.d !== 2n) return atom(callBase('root', [constant(coefficient), constant(exponent)]));
  const turns = reduced(ONE, [{ base: nameBase('i'), exponent: exponent.mul(2) }], budget);
  return productOf(turns, positive, budget);
}

/** Too many digits to write out: 9^(9^9) is itself and nothing else. */
function largePower(coefficient: Fraction, exponent: Fraction): Expression {
  if (coefficient.equals(-1)) return constant(exponent.n % 2n === 0n ? ONE : coefficient);
  return atom(callBase('power', [constant(coefficient), constant(exponent)]));
}

function digitsOf({ n, d }: Fraction): number {
  return Math.max(n.toString().length, d.toString().length);
}

function primePowers({ n, d }: Fraction, exponent: Fraction): readonly Power[] {
  return [...primePowersOf(n, exponent), ...primePowersOf(d, exponent.neg())];
}

function primePowersOf(value: bigint, exponent: Fraction): readonly Power[] {
  const powers: Power[] = [];
  let rest = value;
  for (let prime = 2n; prime * prime <= rest && prime <= LARGEST_PRIME; prime += prime === 2n ? 1n : 2n) {
    let times = 0n;
    while (rest % prime === 0n) {
      rest /= prime;
      times++;
    }
    if (times > 0n) powers.push({ base: primeBase(prime), exponent: exponent.mul(new Fraction(times)) });
  }
  const root = integerRoot(rest);
  if (rest > 1n && root * root === rest) powers.push({ base: primeBase(root), exponent: exponent.mul(2) });
  else if (rest > 1n) powers.push({ base: primeBase(rest), exponent });
  return powers;
}

function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const better = (root + value / root) >> 1n;
    if (better >= root) return root;
    root = better;
  }
}

/**
 * A sum of several terms to a power that is not multiplied out. What all terms have in common is taken out first, and
 * roots are taken out of denominators, so that equal fractions look alike.
 */
function sumPower(base: Expression, exponent: Fraction, budget: Budget): Expression {
  const { content, primitive } = withoutContent(base, exponent.d === 1n);
  const outside = numericPower([content], exponent, budget);
  if (exponent.d === 1n && exponent.s < 0n) {
    const rational = rationalized(primitive, budget);
    if (rational !== null) {
      const inverse = productOf(rational.top, numericPower(rational.bottom, new Fraction(-1), budget), budget);
      const [term, another] = inverse;
      if (exponent.equals(-1)) return productOf(outside, inverse, budget);
      if (term !== undefined && another === undefined)
        return productOf(outside, numericPower([term], exponent.neg(), budget), budget);
    }
  }
  const powers = [{ base: sumBase(primitive), exponent }];
  return productOf(outside, [{ coefficient: ONE, powers }], budget);
}

/** The common factor of the terms of `sum`, and what is left; the sign goes out only where `signed`. */
function withoutContent(sum: Expression, signed: boolean): { readonly content: Term; readonly primitive: Expression } {
  const [first, ...others] = sum;
  if (first === undefined) throw new Unreadable('nothing');
  const magnitude = others.reduce((gcd, { coefficient }) => gcd.gcd(coefficient), first.coefficient.abs());
  const coefficient = signed && first.coefficient.s < 0n ? magnitude.neg() : magnitude;
  const common = first.powers.flatMap(({ base, exponent }): readonly Power[] => {
    if (base.kind === 'prime' || base.key === 'i') return [];
    const least = others.reduce<Fraction | null>((smallest, { powers }) => {
      const other = powers.find((power) => power.base.key === base.key)?.exponent;
      if (smallest === null || other === undefined) return null;
      return other.compare(smallest) < 0 ? other : smallest;
    }, exponent);
    return least === null || least.n === 0n ? [] : [{ base, exponent: least }];
  });
  const content: Term = { coefficient, powers: common };
  const primitive = sum.map((term): Term => ({
    coefficient: term.coefficient.div(coefficient),
    powers: term.powers.flatMap(({ base, exponent }) => {
      const out = common.find((power) => power.base.key === base.key)?.exponent;
      const left = out === undefined ? exponent : exponent.sub(out);
      return left.n === 0n ? [] : [{ base, exponent: left }];
    }),
  }));
  return { content, primitive: sumOf([primitive]) };
}

/** top / bottom = 1 / `sum`, the bottom without square roots and i; null where the sum has none, or other ones. */
function rationalized(sum: Expression, budget: Budget) {
  let bottom = sum;
  let top = constant(ONE);
  for (let round = 0; round < 4; round++) {
    const root = bottom
      .flatMap(({ powers }) => powers)
      .find(({ base, exponent }) => isSquareRoot(base, exponent))?.base;
    if (root === undefined) return round === 0 ? null : { top, bottom };
    const conjugate = bottom.map((term): Term => {
      const has = term.powers.some(({ base }) => base.key === root.key);
      return has ? { ...term, coefficient: term.coefficient.neg() } : term;
    });
    top = productOf(top, conjugate, budget);
    bottom = productOf(bottom, conjugate, budget);
    if (bottom.length === 0) throw new Unreadable('a division by zero');
  }
  return null;
}

function isSquareRoot(base: Base, exponent: Fraction): boolean {
  return base.key === 'i' || (base.kind === 'prime' && exponent.d === 2n);
}

/** `base` to a power with letters: each term of the exponent is a factor of its own. */
function exponential(base: Expression, exponent: Expression, budget: Budget): Expression {
  return exponent.reduce<Expression>((product, term) => {
    const number = term.powers.length === 0;
    const factor = number
      ? numericPower(base, term.coefficient, budget)
      : [{ coefficient: ONE, powers: [{ base: exponentialBase(base, term), exponent: term.coefficient }] }];
    return productOf(product, factor, budget);
  }, constant(ONE));
}

function exponentialBase(base: Expression, { powers }: Term): Base {
  const exponent: Expression = [{ coefficient: ONE, powers }];
  return {
    kind: 'exponential',
    base,
    exponent,
    key: `(${shownExpression(base)})^(${shownExpression(exponent)})`,
  };
}

/** A variable or constant as a base. */
export function nameBase(name: string): Base {
  return { kind: 'name', name, key: name };
}

/** A function of arguments as a base. */
export function callBase(name: string, args: readonly Expression[]): Base {
  return { kind: 'call', name, args, key: `${name}(${args.map(shownExpression).join(', ')})` };
}

function primeBase(prime: bigint): Base {
  return { kind: 'prime', prime, key: `√${prime}` };
}

function sumBase(sum: Expression): Base {
  return { kind: 'sum', sum, key: `(${shownExpression(sum)})` };
}
