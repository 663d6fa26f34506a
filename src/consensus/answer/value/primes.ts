/** Whole numbers as products of primes. */
import Fraction from 'fraction.js';
import { primeBase } from './bases.ts';
import type { Power } from './expression.ts';

/** Primes up to here are found in numbers under roots; what is left is taken as one factor. */
const LARGEST_PRIME = 2000n;

/** The primes of a positive number to the power `exponent`. */
export function primePowers({ n, d }: Fraction, exponent: Fraction): readonly Power[] {
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
