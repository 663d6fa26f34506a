/** About twelve days: what timers can measure (2 ** 31 - 1 ms), with room for jitter. */
export const LONGEST_MS = 2 ** 30;

/** Whether `value` is a number of milliseconds that a timer can wait for. */
export function isDuration(value: number): boolean {
  return value >= 0 && value <= LONGEST_MS;
}
