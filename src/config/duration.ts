/** Milliseconds in one of each unit. */
const UNITS = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** The longest delay that Node's timers take, about 24.8 days. */
const LONGEST = 2 ** 31 - 1;

/**
 * A duration in milliseconds: a number of them, or `250ms`, `30s`, `1.5m`, `2h`. Null when it is neither, negative, or
 * longer than a timer can wait.
 */
export function parseDuration(value: unknown): number | null {
  const ms = typeof value === 'string' ? parseText(value) : value;
  return typeof ms === 'number' && ms >= 0 && ms <= LONGEST ? ms : null;
}

function parseText(text: string): number | null {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|)$/.exec(text.trim()) ?? [];
  const factor = UNITS.get(unit === '' ? 'ms' : (unit ?? ''));
  return amount === undefined || factor === undefined ? null : Number(amount) * factor;
}
