/** How far a download is, redrawn in place. */
import type { Writable } from 'node:stream';
import type { PullProgress } from '../../models/hub/pull.ts';
import { bar, liveLine, timeText } from '../live-line.ts';
import { bytesText } from './units.ts';

/** A display that follows a download. */
export interface PullDisplay {
  readonly show: (progress: PullProgress) => void;
  /** Clears the display; idempotent. */
  readonly end: () => void;
}

/** A display on `stream`; a silent one where that is no terminal, or null. */
export function showPull(stream: Writable | null, reference: string): PullDisplay {
  const line = liveLine(stream);
  let start: { readonly at: number; readonly bytes: number } | undefined;
  return {
    show(progress) {
      const now = performance.now();
      start ??= { at: now, bytes: progress.bytes };
      const perSecond = ((progress.bytes - start.bytes) * 1000) / (now - start.at);
      line?.draw(() => pullLine(reference, progress, perSecond));
    },
    end: () => line?.end(),
  };
}

/** One line: a bar, how much has come, how fast, how long it may still take. */
export function pullLine(reference: string, { bytes, totalBytes }: PullProgress, bytesPerSecond: number): string {
  const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
  const head = `${bar(share, Math.round)} ${Math.floor(share * 100)} % of ${bytesText(totalBytes)}`;
  if (!(bytesPerSecond > 0)) return `${head}  ${reference}`;
  const seconds = Math.ceil((totalBytes - bytes) / bytesPerSecond);
  return `${head}  ${bytesText(bytesPerSecond)}/s  ${timeText(seconds)} left  ${reference}`;
}
