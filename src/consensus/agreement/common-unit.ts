/** Units: left out where they tell nothing apart, kept where they do. */
import { shownNumber } from '../answer/value/show-expression.ts';
import { shownValue } from '../answer/value/show.ts';
import { weightsOf } from './groups.ts';
import type { GivenAnswer } from './given-answer.ts';
import { quantityIn, valueOfAnswer, type Quantity } from './values.ts';

/**
 * The unit of more than half of the quantities is the unit of the question: quantities of its dimension become bare
 * numbers in it. Without such a unit all keep theirs. Where there are others, such as 5 kg among metres, they keep theirs, and
 * bare numbers are metres.
 */
export function inOneUnit(given: readonly GivenAnswer[]): ReadonlyMap<string, string> {
  const weights = weightsOf(given);
  const quantities = quantitiesAmong([...weights.keys()]);
  const unit = usualUnit(quantities, weights);
  if (unit === null) return new Map();
  if ([...quantities.values()].some((quantity) => quantity.unit.dimension !== unit.dimension))
    return withUnit(unit, quantities, [...weights.keys()]);
  return new Map(
    [...quantities].map(([answer, quantity]): [string, string] => [
      answer,
      asPart(quantity, weights) ?? inUnit(quantity, unit) ?? answer,
    ]),
  );
}

/** Quantities of the dimension of `unit` in that unit, and bare numbers as such. */
function withUnit(
  unit: Quantity['unit'],
  quantities: ReadonlyMap<string, Quantity>,
  answers: readonly string[],
): ReadonlyMap<string, string> {
  return new Map(
    answers.map((answer): [string, string] => {
      const quantity = quantities.get(answer);
      const amount = valueOfAnswer(quantity === undefined ? answer : (inUnit(quantity, unit) ?? answer));
      return [answer, amount?.kind === 'number' ? shownValue({ kind: 'quantity', amount, unit }) : answer];
    }),
  );
}

function quantitiesAmong(answers: readonly string[]): ReadonlyMap<string, Quantity> {
  const values = answers.map((answer) => [answer, valueOfAnswer(answer)] as const);
  const written = values.flatMap(([answer, value]): [string, Quantity][] =>
    value?.kind === 'quantity' ? [[answer, value]] : [],
  );
  // 2600g, typeset as a product, is a weight where another ballot states one.
  const dimensions = new Set(written.map(([, { unit }]) => unit.dimension));
  const products = values.flatMap(([answer, value]): [string, Quantity][] => {
    const quantity = value?.kind === 'expression' ? quantityIn(value.expression) : null;
    return quantity !== null && dimensions.has(quantity.unit.dimension) ? [[answer, quantity]] : [];
  });
  return new Map([...written, ...products]);
}

function usualUnit(
  quantities: ReadonlyMap<string, Quantity>,
  weights: ReadonlyMap<string, number>,
): Quantity['unit'] | null {
  const byUnit = new Map<string, { readonly unit: Quantity['unit']; weight: number }>();
  let total = 0;
  for (const [answer, { unit }] of quantities) {
    const weight = weights.get(answer) ?? 0;
    const entry = byUnit.get(unit.name) ?? { unit, weight: 0 };
    entry.weight += weight;
    byUnit.set(unit.name, entry);
    total += weight;
  }
  return [...byUnit.values()].find(({ weight }) => weight > (total / 2) * (1 + 1e-9))?.unit ?? null;
}

/** 28% is 28, but 0.28 where another ballot says that and none says 28. */
function asPart({ amount, unit }: Quantity, weights: ReadonlyMap<string, number>): string | null {
  if (unit.name !== '%' || amount.kind !== 'number') return null;
  const part = shownNumber(amount.value.div(100));
  return weights.has(part) && !weights.has(shownNumber(amount.value)) ? part : null;
}

/** The bare number of `common` units; null where the unit is of another kind, or there is no number to convert. */
function inUnit({ amount, unit }: Quantity, common: Quantity['unit']): string | null {
  if (unit.name === common.name) return shownValue(amount);
  if (unit.dimension !== common.dimension || amount.kind !== 'number') return null;
  return shownNumber(amount.value.mul(unit.factor).div(common.factor));
}
