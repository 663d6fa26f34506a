/** What equations and inequalities are made of: sides, letters, and what one side has more than the other. */
import { constant, MINUS_ONE, productOf, sumOf, type Budget, type Expression, type Term } from './expression.ts';
import type { Relation } from './token.ts';
import type { Value } from './value.ts';

const FLIPPED: ReadonlyMap<Relation, Relation> = new Map([
  ['<', '>'],
  ['>', '<'],
  ['≤', '≥'],
  ['≥', '≤'],
]);

/** The relation read from the other side. */
export function flipped(relation: Relation): Relation {
  return FLIPPED.get(relation) ?? relation;
}

/** A letter, a function of something, or nothing ("≈ 3"). */
export function isName(value: Value): boolean {
  return nameIn(value) !== null;
}

/** The term that a name is; null where `value` is none. */
export function nameIn(value: Value): Term | null {
  const [term, another] = value.kind === 'expression' ? value.expression : [];
  if (term === undefined || another !== undefined || !term.coefficient.equals(1)) return null;
  return term.powers.every(({ base }) => base.kind === 'name' || base.kind === 'call') ? term : null;
}

/** A letter to the first power, whatever number stands before it: neither xy nor x². */
export function isOneLetter({ powers: [power, another] }: Term): boolean {
  return another === undefined && power?.base.kind === 'name' && power.exponent.equals(1);
}

/** The letters of an expression, constants left out. */
export function lettersOf(expression: Expression): ReadonlySet<string> {
  const letters = new Set<string>();
  const visit = (terms: Expression): void => {
    for (const { base } of terms.flatMap(({ powers }) => powers)) {
      if (base.kind === 'name' && !/^[πei°∞]$/.test(base.name)) letters.add(base.name);
      if (base.kind === 'call') base.args.forEach(visit);
      if (base.kind === 'sum') visit(base.sum);
      if (base.kind === 'exponential') [base.base, base.exponent].forEach(visit);
    }
  };
  visit(expression);
  return letters;
}

/** `expression` as a value's own; null for what is none. */
export function asExpression(value: Value): Expression | null {
  if (value.kind === 'number') return constant(value.value);
  return value.kind === 'expression' ? value.expression : null;
}

/** Left − right. */
export function differenceOf(left: Value, right: Value, budget: Budget): Expression | null {
  const [one, other] = [asExpression(left), asExpression(right)];
  if (one === null || other === null) return null;
  return sumOf([one, productOf(constant(MINUS_ONE), other, budget)]);
}
