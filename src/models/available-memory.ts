/** How much memory this process may still take. */
import { readFileSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';

/** What the system says; for tests it is made up. Sizes in bytes. */
export interface MemoryReport {
  readonly platform: NodeJS.Platform;
  readonly total: number;
  /** On Linux what may be had without swapping (MemAvailable), on Windows likewise, on macOS only what lies idle. */
  readonly free: number;
  /** Below a limit (a container's), what is left of it, cached files counted as used; otherwise as `free`. */
  readonly belowLimit: number;
  /** Cached files that count against the limit; the system drops them when memory is asked for. */
  readonly cachedBelowLimit: number;
}

/**
 * Bytes that may be had without swapping, within a container's limit. Files in the cache count as available, also those
 * that a container is charged for: a model just downloaded fills it with them. macOS makes room on demand and tells
 * nobody how much, so all of its memory counts there.
 */
export function availableMemory(report: MemoryReport = readReport()): number {
  const { platform, total, free, belowLimit, cachedBelowLimit } = report;
  return platform === 'darwin' ? total : Math.min(free, belowLimit + cachedBelowLimit);
}

function readReport(): MemoryReport {
  const free = freemem();
  const { platform } = process;
  return {
    platform,
    total: totalmem(),
    free,
    belowLimit: process.availableMemory(),
    cachedBelowLimit: platform === 'linux' ? cachedFiles() : 0,
  };
}

/** Cached files of this process's cgroup, version 2 or 1, in bytes; 0 where it cannot be told. */
function cachedFiles(): number {
  const groups = textOf('/proc/self/cgroup').split('\n');
  const version2 = groups.find((line) => line.startsWith('0::'))?.slice('0::'.length);
  const version1 = groups.find((line) => /^\d+:([^:]*,)?memory(,[^:]*)?:/.test(line))?.replace(/^[^:]*:[^:]*:/, '');
  const tables = [
    ...(version1 === undefined ? [] : [`/sys/fs/cgroup/memory${version1}/memory.stat`, '/sys/fs/cgroup/memory/memory.stat']),
    ...(version2 === undefined ? [] : [`/sys/fs/cgroup${version2}/memory.stat`, '/sys/fs/cgroup/memory.stat']),
  ];
  const table = tables.map(textOf).find((text) => text !== '') ?? '';
  // Version 1 counts the groups below in the lines with `total_`.
  const of = (key: string) => Number(new RegExp(`^(?:total_)?${key} (\\d+)$`, 'm').exec(table)?.[1] ?? 0);
  return of('inactive_file') + of('active_file');
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
