/** Powers and roots of expressions in normal form. */
import type Fraction from 'fraction.js';
import { callBase, exponentialBase, nameBase, sumBase } from './bases.ts';
import {
  atom,
  constant,
  MINUS_ONE,
  ONE,
  productOf,
  reduced,
  type Budget,
  type Expression,
  type Power,
  type Term,
} from './expression.ts';
import { MAX_DIGITS, UNREADABLE } from './limits.ts';
import { primePowers } from './primes.ts';
import { rationalized, withoutContent } from './denominators.ts';

/** A sum to a higher power stays as it is. */
const HIGHEST_MULTIPLIED = 8n;

/** `base` to the power `exponent`: each term of the exponent is a factor of its own. */
export function powerOf(base: Expression, exponent: Expression, budget: Budget): Expression {
  return exponent.reduce<Expression>((product, term) => {
    const number = term.powers.length === 0;
    const factor = number
      ? numericPower(base, term.coefficient, budget)
      : [{ coefficient: ONE, powers: [{ base: exponentialBase(base, term), exponent: term.coefficient }] }];
    return productOf(product, factor, budget);
  }, constant(ONE));
}

/** `base` to a rational power. */
export function numericPower(base: Expression, exponent: Fraction, budget: Budget): Expression {
  budget.spend(1);
  if (exponent.n === 0n) return constant(ONE);
  if (exponent.equals(1)) return base;
  const [term, another] = base;
  if (term === undefined) {
    if (exponent.s > 0n) return [];
    throw UNREADABLE;
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
  if (exponent.d === 1n) return wholeNumberPower(coefficient, exponent);
  if (exponent.n > 1000n) throw UNREADABLE;
  if (coefficient.s > 0n) return reduced(ONE, primePowers(coefficient, exponent), budget);
  const positive = reduced(ONE, primePowers(coefficient.neg(), exponent), budget);
  // The real root where there is one; √−1 is i; other complex roots stay as they are.
  if (exponent.d % 2n === 1n)
    return exponent.n % 2n === 1n ? productOf(constant(MINUS_ONE), positive, budget) : positive;
  if (exponent.d !== 2n) return atom(callBase('power', [constant(coefficient), constant(exponent)]));
  const turns = reduced(ONE, [{ base: nameBase('i'), exponent: exponent.mul(2) }], budget);
  return productOf(turns, positive, budget);
}

/** What has too many digits to write out is itself and nothing else: 9^(9^9). */
function wholeNumberPower(coefficient: Fraction, exponent: Fraction): Expression {
  if (coefficient.equals(-1)) return constant(exponent.n % 2n === 0n ? ONE : coefficient);
  const digits = Math.log10(Math.max(Number(coefficient.n), Number(coefficient.d))) * Number(exponent.n);
  if (digits > MAX_DIGITS) return atom(callBase('power', [constant(coefficient), constant(exponent)]));
  return constant(coefficient.pow(exponent));
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
      const inverse = productOf(rational.top, numericPower(rational.bottom, MINUS_ONE, budget), budget);
      return productOf(outside, numericPower(inverse, exponent.neg(), budget), budget);
    }
  }
  const powers = [{ base: sumBase(primitive), exponent }];
  return productOf(outside, [{ coefficient: ONE, powers }], budget);
}
