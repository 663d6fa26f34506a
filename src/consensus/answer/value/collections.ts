/** Sets, tuples, intervals and their unions. */
import { realAmong, valuesOf } from './evaluate.ts';
import { keyOf } from './key.ts';
import { UNREADABLE } from './limits.ts';
import { shownRange, shownValue } from './show.ts';
import type { Closing, Opening } from './node.ts';
import type { Range, Value } from './value.ts';

/** What stands side by side is a set; `1, 2, 2` keeps both twos. */
export function severalOf(items: readonly Value[]): Value {
  return { kind: 'set', items: sorted(flattened(items)) };
}

/** A set has each value once, and a set of one value is that value. */
export function setOf(items: readonly Value[]): Value {
  const byKey = new Map(flattened(items).map((item) => [keyOf(item), item]));
  const [only] = byKey.values();
  return byKey.size === 1 && only !== undefined ? only : { kind: 'set', items: sorted([...byKey.values()]) };
}

function flattened(items: readonly Value[]): readonly Value[] {
  return items.flatMap((item) => (item.kind === 'set' ? item.items : [item]));
}

/** Real numbers by size, then all else as it is written. */
function sorted(items: readonly Value[]): readonly Value[] {
  return bySize(items, (item) => item, shownValue);
}

/** `items` by the size of what `numberOf` tells of each, then by how they are written. */
function bySize<T>(items: readonly T[], numberOf: (item: T) => Value, shown: (item: T) => string): readonly T[] {
  return items
    .map((item) => ({ item, size: sizeOf(numberOf(item)), text: shown(item) }))
    .sort((one, other) => (one.size === other.size ? compareTexts(one.text, other.text) : one.size - other.size))
    .map(({ item }) => item);
}

function sizeOf(value: Value): number {
  switch (value.kind) {
    case 'number':
      return value.value.valueOf();
    case 'expression':
      return realAmong(valuesOf(value.expression) ?? []) ?? Number.MAX_VALUE;
    case 'infinity':
      return value.negative ? -Number.MAX_VALUE : Number.MAX_VALUE;
    default:
      return Number.MAX_VALUE;
  }
}

/** By code unit: the same on every machine. */
function compareTexts(one: string, other: string): number {
  return one < other ? -1 : 1;
}

/** What stands between brackets: a set, an interval or a tuple. */
export function listOf(open: Opening, close: Closing, items: readonly Value[]): Value {
  if (open === '{') return setOf(items);
  const [from, to, another] = items;
  const isInterval = from !== undefined && to !== undefined && another === undefined && isRange(open, close, from, to);
  if (!isInterval) return { kind: 'tuple', open, close, items };
  return { kind: 'intervals', ranges: [{ from, to, includesFrom: open === '[', includesTo: close === ']' }] };
}

/** Two ends with one square bracket, or an infinite one; `(0, 4)` is a point unless something else says interval. */
function isRange(open: Opening, close: Closing, from: Value, to: Value): boolean {
  if (open === '⟨') return false;
  const isMixed = (open === '[') !== (close === ']');
  return isMixed || from.kind === 'infinity' || to.kind === 'infinity';
}

/** All real numbers. */
export const REALS: Value = {
  kind: 'intervals',
  ranges: [
    {
      from: { kind: 'infinity', negative: true },
      to: { kind: 'infinity', negative: false },
      includesFrom: false,
      includesTo: false,
    },
  ],
};

/** A union of intervals, sets and single values, in order; (0, 1) in one is an interval. */
export function unionOf(parts: readonly Value[]): Value {
  const ranges = parts.flatMap(rangesOf);
  return { kind: 'intervals', ranges: bySize(ranges, ({ from }) => from, shownRange) };
}

function rangesOf(value: Value): readonly Range[] {
  switch (value.kind) {
    case 'intervals':
      return value.ranges;
    case 'set':
      return value.items.flatMap(rangesOf);
    case 'tuple': {
      const [from, to, another] = value.items;
      if (from === undefined || to === undefined || another !== undefined) throw UNREADABLE;
      return [{ from, to, includesFrom: value.open === '[', includesTo: value.close === ']' }];
    }
    default:
      return [{ from: value, to: value, includesFrom: true, includesTo: true }];
  }
}
