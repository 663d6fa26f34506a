/** How far a download is, redrawn in place. */
import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { createLogUpdate } from 'log-update';
import type { PullProgress } from '../../models/hub/pull.ts';
import { cut } from '../table.ts';
import { bytesText } from './units.ts';

/** A display that follows a download. */
export interface PullDisplay {
  readonly show: (progress: PullProgress) => void;
  /** Clears the display; idempotent. */
  readonly end: () => void;
}

const REDRAW_MS = 100;
const BAR_WIDTH = 24;
/** Some terminals report no width. */
const DEFAULT_WIDTH = 80;

/** A display on `stream`; a silent one where that is no terminal, or null. */
export function showPull(stream: Writable | null, reference: string): PullDisplay {
  if (!(stream instanceof WriteStream)) return { show: () => undefined, end: () => undefined };
  const draw = createLogUpdate(stream);
  let drawn = -Infinity;
  let start: { readonly at: number; readonly bytes: number } | undefined;
  return {
    show(progress) {
      const now = performance.now();
      start ??= { at: now, bytes: progress.bytes };
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      const perSecond = ((progress.bytes - start.bytes) * 1000) / (now - start.at);
      draw(cut(pullLine(reference, progress, perSecond), (stream.columns || DEFAULT_WIDTH) - 1));
    },
    end: () => draw.clear(),
  };
}

/** One line: a bar, how much has come, how fast, how long it may still take. */
export function pullLine(reference: string, { bytes, totalBytes }: PullProgress, bytesPerSecond: number): string {
  const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
  const filled = Math.round(share * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const head = `${bar} ${Math.floor(share * 100)} % of ${bytesText(totalBytes)}`;
  if (!(bytesPerSecond > 0)) return `${head}  ${reference}`;
  const seconds = Math.ceil((totalBytes - bytes) / bytesPerSecond);
  const left = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  return `${head}  ${bytesText(bytesPerSecond)}/s  ${left} left  ${reference}`;
}
