/** Tokens per second over the last minute. */
import { useEffect, useRef } from 'preact/hooks';
import { effect } from '@preact/signals';
import uPlot, { type AlignedData, type Series } from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { rates, tick } from '../state/live.ts';
import { SECONDS } from '../state/rates.ts';

/** So many lines can be told apart; of more members the sum is shown. */
const MOST_LINES = 6;
const HEIGHT = 180;

/** A line a member, or one for all of many. */
export function RateChart({ members }: { readonly members: readonly string[] }) {
  const place = useRef<HTMLDivElement>(null);
  const lines = members.length <= MOST_LINES ? members : null;
  const key = lines?.join('\n') ?? '';
  useEffect(() => {
    const element = place.current;
    return element === null ? undefined : draw(element, lines);
  }, [key]);
  const now = tick.value >= 0 ? rates.tokensPerSecond(Date.now()) : 0;
  return (
    <figure class="chart">
      <div ref={place} role="img" aria-label={`Tokens per second over the last minute; of late ${now.toFixed(0)}`} />
    </figure>
  );
}

function draw(element: HTMLElement, lines: readonly string[] | null): () => void {
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  let chart: uPlot | null = null;
  const start = (): void => {
    chart?.destroy();
    chart = new uPlot(optionsOf(element, lines), dataOf(lines), element);
  };
  start();
  const resized = new ResizeObserver(() => chart?.setSize({ width: element.clientWidth, height: HEIGHT }));
  resized.observe(element);
  scheme.addEventListener('change', start);
  let second = 0;
  const stop = effect(() => {
    const now = tick.value >= 0 ? Math.floor(Date.now() / 1000) : 0;
    if (now !== second) chart?.setData(dataOf(lines));
    second = now;
  });
  return () => {
    stop();
    scheme.removeEventListener('change', start);
    resized.disconnect();
    chart?.destroy();
  };
}

function optionsOf(element: HTMLElement, lines: readonly string[] | null): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const axis = { stroke: colour('--text'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
  const series = (label: string, index: number): Series => ({
    label,
    stroke: colour(`--series-${index + 1}`),
    width: 2,
    points: { show: false },
  });
  return {
    width: element.clientWidth,
    height: HEIGHT,
    cursor: { show: false },
    legend: { live: false },
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(10, most * 1.1)] } },
    axes: [
      { ...axis, size: 30, values: (_, ticks) => ticks.map((tick_) => (tick_ === 0 ? 'now' : `${tick_} s`)) },
      { ...axis, size: 50 },
    ],
    series: [{ label: 'seconds' }, ...(lines ?? ['all members']).map(series)],
  };
}

function dataOf(lines: readonly string[] | null): AlignedData {
  const now = Date.now();
  const seconds = Array.from({ length: SECONDS }, (_, index) => index - SECONDS + 1);
  const rows = lines === null ? [rates.series(now)] : lines.map((member) => rates.series(now, member));
  return [seconds, ...rows.map((row) => [...row])];
}
