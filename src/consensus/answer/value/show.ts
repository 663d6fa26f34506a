/** Values written canonically: reading the string gives the same value. */
import { shownExpression, shownNumber } from './show-expression.ts';
import type { Range, Value } from './value.ts';

/** The canonical string of a value. */
export function shownValue(value: Value): string {
  switch (value.kind) {
    case 'number':
      return shownNumber(value.value);
    case 'expression':
      return shownExpression(value.expression);
    case 'quantity':
      return shownQuantity(shownValue(value.amount), value.unit.name);
    case 'infinity':
      return value.negative ? '-∞' : '∞';
    case 'tuple':
      return `${value.open}${value.items.map(shownValue).join(', ')}${value.close}`;
    case 'set':
      return `{${value.items.map(shownValue).join(', ')}}`;
    case 'intervals':
      return value.ranges.map(shownRange).join(' ∪ ');
    case 'matrix':
      return `[${value.rows.map((row) => `[${row.map(shownValue).join(', ')}]`).join(', ')}]`;
    case 'ratio':
      return value.parts.map(shownValue).join(':');
    case 'relation':
      return value.sides
        .map((side, index) =>
          index === 0 ? shownValue(side) : `${value.relations[index - 1] ?? ''} ${shownValue(side)}`,
        )
        .join(' ')
        .trimStart();
  }
}

/** An interval, or a single value as `{5}`. */
export function shownRange({ from, to, includesFrom, includesTo }: Range): string {
  const start = shownValue(from);
  const end = shownValue(to);
  if (includesFrom && includesTo && start === end) return `{${start}}`;
  return `${includesFrom ? '[' : '('}${start}, ${end}${includesTo ? ']' : ')'}`;
}

function shownQuantity(amount: string, unit: string): string {
  if (!/^[%°]/.test(unit)) return `${amount} ${unit}`;
  // A degree binds to what it touches alone.
  return /^[^()]*\p{L}.*\/| [-+] /u.test(amount) ? `(${amount})${unit}` : `${amount}${unit}`;
}
