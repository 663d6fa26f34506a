/** What expressions are made of, each with the key that tells it apart. */
import { ONE, type Base, type Expression, type Term } from './expression.ts';
import { shownExpression } from './show-expression.ts';

/** A variable or constant as a base. */
export function nameBase(name: string): Base {
  return { kind: 'name', name, key: name };
}

/** A function of arguments as a base. */
export function callBase(name: string, args: readonly Expression[]): Base {
  return { kind: 'call', name, args, key: `${name}(${args.map(shownExpression).join(', ')})` };
}

/** A prime number as a base. */
export function primeBase(prime: bigint): Base {
  return { kind: 'prime', prime, key: `√${prime}` };
}

/** A sum that is not multiplied out as a base. */
export function sumBase(sum: Expression): Base {
  return { kind: 'sum', sum, key: `(${shownExpression(sum)})` };
}

/** `base` to the power of the letters of `term`, without its coefficient. */
export function exponentialBase(base: Expression, { powers }: Term): Base {
  const exponent: Expression = [{ coefficient: ONE, powers }];
  return {
    kind: 'exponential',
    base,
    exponent,
    key: `(${shownExpression(base)})^(${shownExpression(exponent)})`,
  };
}
