/** Accuracy against what it costs, as one SVG. */
import { percent } from '../verdict.ts';
import type { BenchRow } from '../result.ts';
import { logAxis, shareAxis } from './axis.ts';
import { escaped } from './html.ts';

/** What a plot shows. */
export interface PlotOptions {
  readonly title: string;
  /** Of the horizontal axis, which is logarithmic. */
  readonly label: string;
  /** The horizontal value of a row; null: it is left out. */
  readonly valueOf: (row: BenchRow) => number | null;
}

const [WIDTH, HEIGHT] = [640, 420];
const FRAME = { left: 60, right: 620, top: 36, bottom: 370 };
const COLOURS: Readonly<Record<BenchRow['kind'], string>> = {
  member: '#2a78b5',
  samples: '#7a4fa3',
  committee: '#1f8a4c',
  large: '#c0392b',
};
const CHARACTER_WIDTH = 6;
const LINE_HEIGHT = 13;
const RADIUS = 4;
/** Between a point and its name. */
const GAP = 9;

interface Point {
  readonly row: BenchRow;
  readonly x: number;
  readonly y: number;
}

/** The plot, or a sentence where no row has a value. */
export function plot(rows: readonly BenchRow[], { title, label, valueOf }: PlotOptions): string {
  const shown = rows.flatMap((row) => {
    const value = valueOf(row);
    return value === null || !(value > 0) ? [] : [{ row, value }];
  });
  if (shown.length === 0) return `<p>${escaped(title)}: not known for these models.</p>`;
  const across = logAxis(
    shown.map(({ value }) => value),
    [FRAME.left, FRAME.right],
  );
  const up = shareAxis(
    shown.flatMap(({ row }) => row.ci),
    [FRAME.bottom, FRAME.top],
  );
  const points = shown.map(({ row, value }) => ({ row, x: across.place(value), y: up.place(row.accuracy) }));
  const columns = across.ticks.map((tick) => {
    const x = fixed(across.place(tick));
    return `<path d="M${x} ${FRAME.top}V${FRAME.bottom}" class="grid"/><text x="${x}" y="${FRAME.bottom + 16}" text-anchor="middle">${Number(tick.toPrecision(1))}</text>`;
  });
  const lines = up.ticks.map((tick) => {
    const y = fixed(up.place(tick));
    return `<path d="M${FRAME.left} ${y}H${FRAME.right}" class="grid"/><text x="${FRAME.left - 6}" y="${y}" dy="4" text-anchor="end">${Math.round(100 * tick)} %</text>`;
  });
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">`,
    `<text x="${FRAME.left}" y="20" class="title">${escaped(title)}</text>`,
    `<text x="${(FRAME.left + FRAME.right) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${escaped(label)}</text>`,
    ...columns,
    ...lines,
    ...points.map(({ row, x, y }) => mark(row, [x, y], [up.place(row.ci[0]), up.place(row.ci[1])])),
    ...labels(points),
    '</svg>',
  ].join('\n');
}

function mark({ name, kind, accuracy }: BenchRow, [x, y]: readonly number[], [low, high]: readonly number[]): string {
  const across = fixed(x);
  const whisker = `<path d="M${across} ${fixed(low)}V${fixed(high)}" stroke="${COLOURS[kind]}" stroke-opacity="0.35"/>`;
  const dot = `<circle cx="${across}" cy="${fixed(y)}" r="${RADIUS}" fill="${COLOURS[kind]}">`;
  return `${whisker}${dot}<title>${escaped(`${name}: ${percent(accuracy)}`)}</title></circle>`;
}

/** What a text or a dot takes up: a line's height around `y`. */
interface Box {
  readonly start: number;
  readonly end: number;
  readonly y: number;
}

/** Names beside their points, moved up or down as far as it takes not to stand on another name or point. */
function labels(points: readonly Point[]): readonly string[] {
  const taken: Box[] = points.map(({ x, y }) => ({ start: x - RADIUS, end: x + RADIUS, y }));
  return [...points]
    .sort((one, other) => one.y - other.y)
    .map(({ row, x, y }) => {
      const width = row.name.length * CHARACTER_WIDTH;
      const start = x + GAP + width < WIDTH ? x + GAP : x - GAP - width;
      const isFree = (at: number): boolean =>
        taken.every((box) => Math.abs(box.y - at) >= LINE_HEIGHT || box.start > start + width || box.end < start);
      const steps = taken.flatMap((_, step) => [step * LINE_HEIGHT, -step * LINE_HEIGHT]);
      const at = y + (steps.find((step) => isFree(y + step)) ?? 0);
      taken.push({ start, end: start + width, y: at });
      const [edge, anchor] = start > x ? [start, 'start'] : [start + width, 'end'];
      const line = at === y ? '' : `<path d="M${fixed(x)} ${fixed(y)}L${fixed(edge)} ${fixed(at)}" class="grid"/>`;
      const place = `x="${fixed(edge)}" y="${fixed(at)}" dy="4" text-anchor="${anchor}"`;
      return `${line}<text ${place} class="name" fill="${COLOURS[row.kind]}">${escaped(row.name)}</text>`;
    });
}

function fixed(pixels = 0): string {
  return pixels.toFixed(1);
}
