/** One line that is redrawn in place while one waits, and what such lines are made of. */
import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { createLogUpdate } from 'log-update';
import { cut } from './table.ts';

/** A line on a terminal. */
export interface LiveLine {
  /** Draws what `line` makes, unless the last drawing was a moment ago. */
  readonly draw: (line: () => string) => void;
  /** Clears the line; idempotent. */
  readonly end: () => void;
}

const REDRAW_MS = 100;
/** Some terminals report no width. */
const DEFAULT_WIDTH = 80;
const BAR_WIDTH = 24;

/** A line on `stream`; null where that is no terminal, or null. */
export function liveLine(stream: Writable | null): LiveLine | null {
  if (!(stream instanceof WriteStream)) return null;
  const update = createLogUpdate(stream);
  let drawn = -Infinity;
  return {
    draw(line) {
      const now = performance.now();
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      update(cut(line(), (stream.columns || DEFAULT_WIDTH) - 1));
    },
    end: () => update.clear(),
  };
}

/** A bar, filled with the share, 0..1, of its places, made whole by `toWhole`. */
export function bar(share: number, toWhole: (places: number) => number): string {
  const filled = toWhole(share * BAR_WIDTH);
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}

/** A time in words, such as `42 s`, in minutes from 90 seconds on. */
export function timeText(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
