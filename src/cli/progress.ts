/** What the members are doing, redrawn in place while one waits. */
import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { createLogUpdate } from 'log-update';
import pc from 'picocolors';
import type { PacoreEvent } from '../events.ts';
import { cut } from './table.ts';
import { oneLine } from './terminal-text.ts';

/** A display that follows events. */
export interface Progress {
  readonly show: (event: PacoreEvent) => void;
  /** Clears the display; idempotent. */
  readonly end: () => void;
}

interface Row {
  state: string;
  tokens: number;
  text: string;
  /** Whose text is shown: the first sample that writes. */
  sample: number | null;
  since: number;
  until: number | null;
}

const REDRAW_MS = 80;
/** Some terminals report no width. */
const DEFAULT_WIDTH = 80;
const SILENT: Progress = { show: () => undefined, end: () => undefined };

/** A progress display on `stream`; a silent one where that is no terminal, or null. */
export function showProgress(stream: Writable | null): Progress {
  if (!(stream instanceof WriteStream)) return SILENT;
  const draw = createLogUpdate(stream);
  const rows = new Map<string, Row>();
  const redraw = () => draw(format(rows, stream.columns || DEFAULT_WIDTH, performance.now()));
  const timer = setInterval(redraw, REDRAW_MS);
  return {
    show(event) {
      update(rows, event, performance.now());
      redraw();
    },
    end() {
      clearInterval(timer);
      draw.clear();
    },
  };
}

function update(rows: Map<string, Row>, event: PacoreEvent, now: number): void {
  if (!('member' in event) && event.type !== 'ballot-cast') return;
  const member = event.type === 'ballot-cast' ? event.ballot.member : event.member;
  const row = rows.get(member) ?? { state: '', tokens: 0, text: '', sample: null, since: now, until: null };
  rows.set(member, { ...row, ...change(row, event, now) });
}

function change(row: Row, event: PacoreEvent, now: number): Partial<Row> {
  switch (event.type) {
    case 'model-starting':
      return { state: 'loading', since: now, until: null };
    case 'model-ready':
      return { state: 'ready', until: now };
    case 'text-delta':
      return {
        state: 'writing',
        tokens: row.tokens + 1,
        sample: row.sample ?? event.sample,
        text: (row.sample ?? event.sample) === event.sample ? row.text + event.text : row.text,
        since: row.tokens === 0 ? now : row.since,
        until: null,
      };
    case 'answer-restarted':
      return { state: 'crashed', tokens: 0, text: '', sample: null };
    case 'ballot-cast':
      return { state: event.ballot.finish === 'error' ? 'failed' : 'answered', until: now };
    case 'model-restarting':
      return { state: `restarts in ${event.delayMs} ms`, until: null };
    case 'member-given-up':
      return { state: 'given up', until: now };
    default:
      return {};
  }
}

function format(rows: ReadonlyMap<string, Row>, columns: number, now: number): string {
  const names = Math.max(...[...rows.keys()].map((name) => name.length));
  return [...rows].map(([name, row]) => line(name.padEnd(names), row, columns, now)).join('\n');
}

function line(name: string, { state, tokens, text, since, until }: Row, columns: number, now: number): string {
  const seconds = `${(((until ?? now) - since) / 1000).toFixed(1)} s`;
  const head = `${name}  ${state.padEnd(9)} ${String(tokens).padStart(4)} tokens ${seconds.padStart(7)}  `;
  return head + pc.dim(cut(oneLine(text), Math.max(1, columns - head.length - 1)));
}
