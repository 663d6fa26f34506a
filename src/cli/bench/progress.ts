/** How far a benchmark is, redrawn in place. */
import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { createLogUpdate } from 'log-update';
import type { BenchProgress } from '../../bench/progress.ts';
import { cut } from '../table.ts';
import { oneLine } from '../terminal-text.ts';

/** A display that follows a benchmark. */
export interface BenchDisplay {
  readonly show: (progress: BenchProgress) => void;
  /** Clears the display; idempotent. */
  readonly end: () => void;
}

const REDRAW_MS = 100;
const BAR_WIDTH = 24;
/** Some terminals report no width. */
const DEFAULT_WIDTH = 80;
const SILENT: BenchDisplay = { show: () => undefined, end: () => undefined };

/** A display on `stream`; a silent one where that is no terminal, or null. */
export function showBench(stream: Writable | null): BenchDisplay {
  if (!(stream instanceof WriteStream)) return SILENT;
  const draw = createLogUpdate(stream);
  let drawn = -Infinity;
  /** The time left goes by what answers have taken, so it starts with the first one. */
  let start: number | undefined;
  return {
    show(progress) {
      const now = performance.now();
      if (progress.done > 0) start ??= now;
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      draw(cut(benchLine(progress, now - (start ?? now)), (stream.columns || DEFAULT_WIDTH) - 1));
    },
    end: () => draw.clear(),
  };
}

/** One line: a bar, the time it may still take, who is asked. */
export function benchLine({ step, done, total }: BenchProgress, elapsedMs: number): string {
  const share = total === 0 ? 0 : done / total;
  const filled = Math.floor(share * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const seconds = Math.ceil((elapsedMs * (1 - share)) / share / 1000);
  const left = seconds < 90 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
  const head = `${bar} ${Math.floor(100 * share)} %`;
  return `${head}${elapsedMs > 0 && share > 0 ? `  ${left}` : ''}  ${oneLine(step)}`;
}
