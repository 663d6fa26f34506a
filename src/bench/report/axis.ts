/** From values to places in a picture. */
export interface Axis {
  readonly place: (value: number) => number;
  /** Where the grid lines are. */
  readonly ticks: readonly number[];
}

/** Pixels where an axis begins and ends. */
type Span = readonly [start: number, end: number];

const STEPS = [1, 2, 5];

/** A logarithmic axis around values above 0, with room at both ends: costs and times differ by factors. */
export function logAxis(values: readonly number[], [start, end]: Span): Axis {
  const low = Math.min(...values) / 1.5;
  const high = Math.max(...values) * 2.5;
  const decades = Array.from(
    { length: 1 + Math.ceil(Math.log10(high / low)) },
    (_, step) => Math.floor(Math.log10(low)) + step,
  );
  const ticks = decades.flatMap((decade) => STEPS.map((step) => step * 10 ** decade));
  return {
    place: (value) => start + ((end - start) * Math.log(value / low)) / Math.log(high / low),
    ticks: ticks.filter((tick) => tick >= low && tick <= high),
  };
}

/** An axis of shares, from and to a multiple of the distance between its grid lines. */
export function shareAxis(values: readonly number[], [start, end]: Span): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = [0.01, 0.02, 0.05, 0.1].find((size) => (most - least) / size <= 8) ?? 0.2;
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(most / step), first + 1);
  return {
    place: (value) => start + ((end - start) * (value / step - first)) / (last - first),
    ticks: Array.from({ length: 1 + last - first }, (_, index) => (first + index) * step),
  };
}
