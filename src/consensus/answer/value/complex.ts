/** Complex numbers as two doubles, for values at points. */
import type Fraction from 'fraction.js';

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

const TAU = 2 * Math.PI;

/** `one` × `other`. */
export function product(one: Complex, other: Complex): Complex {
  return { re: one.re * other.re - one.im * other.im, im: one.re * other.im + one.im * other.re };
}

/** `one` / `other`; not finite where `other` is 0. */
export function quotient(one: Complex, other: Complex): Complex {
  const size = other.re * other.re + other.im * other.im;
  return {
    re: (one.re * other.re + one.im * other.im) / size,
    im: (one.im * other.re - one.re * other.im) / size,
  };
}

/** `base` to a rational power: the real root where there is one, as of −8. */
export function rationalPower(base: Complex, exponent: Fraction): Complex {
  const isOddRoot = base.im === 0 && base.re < 0 && exponent.d % 2n === 1n;
  if (!isOddRoot) return power(base, { re: exponent.valueOf(), im: 0 });
  const size = (-base.re) ** exponent.valueOf();
  return { re: exponent.n % 2n === 1n ? -size : size, im: 0 };
}

/** `base` to the power `exponent`, its principal value. */
export function power(base: Complex, exponent: Complex): Complex {
  if (exponent.im === 0 && base.im === 0 && (base.re > 0 || Number.isInteger(exponent.re)))
    return { re: base.re ** exponent.re, im: 0 };
  const log = logarithm(base);
  const raised = product(log, exponent);
  const size = Math.exp(raised.re);
  const angle = raised.im % TAU;
  return { re: size * Math.cos(angle), im: size * Math.sin(angle) };
}

/** The natural logarithm, its principal value. */
export function logarithm({ re, im }: Complex): Complex {
  return { re: Math.log(Math.hypot(re, im)), im: Math.atan2(im, re) };
}

/** The sine of any number. */
export function sine({ re, im }: Complex): Complex {
  return im === 0
    ? { re: Math.sin(re), im: 0 }
    : { re: Math.sin(re) * Math.cosh(im), im: Math.cos(re) * Math.sinh(im) };
}

/** The cosine of any number. */
export function cosine({ re, im }: Complex): Complex {
  return im === 0
    ? { re: Math.cos(re), im: 0 }
    : { re: Math.cos(re) * Math.cosh(im), im: -Math.sin(re) * Math.sinh(im) };
}
