/** Sums in denominators and under roots: what is taken out of them. */
import {
  constant,
  ONE,
  productOf,
  sumOf,
  type Base,
  type Budget,
  type Expression,
  type Power,
  type Term,
} from './expression.ts';
import { UNREADABLE } from './limits.ts';
import type Fraction from 'fraction.js';

/** The common factor of the terms of `sum`, and what is left, its last term positive; the sign goes out only where `signed`. */
export function withoutContent(
  sum: Expression,
  signed: boolean,
): { readonly content: Term; readonly primitive: Expression } {
  const [first, ...others] = sum;
  if (first === undefined) throw UNREADABLE;
  const magnitude = others.reduce((gcd, { coefficient }) => gcd.gcd(coefficient), first.coefficient.abs());
  const coefficient = signed && (sum.at(-1) ?? first).coefficient.s < 0n ? magnitude.neg() : magnitude;
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
export function rationalized(sum: Expression, budget: Budget) {
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
    if (bottom.length === 0) throw UNREADABLE;
  }
  return null;
}

function isSquareRoot(base: Base, exponent: Fraction): boolean {
  return base.key === 'i' || (base.kind === 'prime' && exponent.d === 2n);
}
