/** How far a benchmark is, redrawn in place. */
import type { Writable } from 'node:stream';
import type { BenchProgress } from '../../bench/progress.ts';
import { bar, liveLine, timeText } from '../live-line.ts';
import { oneLine } from '../terminal-text.ts';

/** A display that follows a benchmark. */
export interface BenchDisplay {
  readonly show: (progress: BenchProgress) => void;
  /** Clears the display; idempotent. */
  readonly end: () => void;
}

/** A display on `stream`; a silent one where that is no terminal, or null. */
export function showBench(stream: Writable | null): BenchDisplay {
  const line = liveLine(stream);
  /** The time left goes by what answers have taken, so it starts with the first one. */
  let start: number | undefined;
  return {
    show(progress) {
      const now = performance.now();
      if (progress.done > 0) start ??= now;
      line?.draw(() => benchLine(progress, now - (start ?? now)));
    },
    end: () => line?.end(),
  };
}

/** One line: a bar, the time it may still take, who is asked. */
export function benchLine({ step, done, total }: BenchProgress, elapsedMs: number): string {
  const share = total === 0 ? 0 : done / total;
  const seconds = Math.ceil((elapsedMs * (1 - share)) / share / 1000);
  const head = `${bar(share, Math.floor)} ${Math.floor(100 * share)} %`;
  return `${head}${elapsedMs > 0 && share > 0 ? `  ${timeText(seconds)} left` : ''}  ${oneLine(step)}`;
}
