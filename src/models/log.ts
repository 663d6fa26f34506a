import type { LogEntry } from '../logger.ts';

/** Takes the log lines of a backend. Backends do not log: they may run in another thread, so they hand lines over. */
export type OnLog = (entry: LogEntry) => void;
