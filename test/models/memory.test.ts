/** Memory that a model takes, and memory that there is. */
import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { availableMemory, type MemoryReport } from '../../src/models/available-memory.ts';
import { estimateRun } from '../../src/models/llama/inspect.ts';
import { refuseTooLarge } from '../../src/models/llama/memory.ts';
import { locateModel } from '../../src/models/locate.ts';

const MIB = 2 ** 20;
const { path } = locateModel('embedded:large', '.');

describe('availableMemory', () => {
  const report: MemoryReport = {
    platform: 'linux',
    total: 32_000,
    free: 20_000,
    belowLimit: 20_000,
    cachedBelowLimit: 0,
  };

  test.each([
    ['without a limit what the system has free', {}, 20_000],
    ['what is left below a limit', { belowLimit: 3000 }, 3000],
    ['files in the cache that count against it', { belowLimit: 100, cachedBelowLimit: 2900 }, 3000],
    ['never more than the system has free', { free: 500, belowLimit: 3000, cachedBelowLimit: 3000 }, 500],
    ['on macOS, which makes room on demand, all of it', { platform: 'darwin', free: 500, belowLimit: 500 }, 32_000],
  ] as const)('%s', (_, overrides, expected) => {
    expect(availableMemory({ ...report, ...overrides })).toBe(expected);
  });

  test('is some of this machine’s', () => {
    expect(availableMemory()).toBeGreaterThan(50 * MIB);
    expect(Number.isFinite(availableMemory())).toBe(true);
  });
});

describe('refuseTooLarge', () => {
  const spec = { model: 'm', slots: 4, contextSize: 512 };

  test('lets through what just fits, on the system and the graphics processor together', () => {
    expect(() => refuseTooLarge(spec, 10 * MIB, { system: 10 * MIB, graphics: 0 })).not.toThrow();
    expect(() => refuseTooLarge(spec, 10 * MIB, { system: 4 * MIB, graphics: 6 * MIB })).not.toThrow();
  });

  test('names what is needed and what there is', () => {
    expect(() => refuseTooLarge(spec, 10 * MIB + 1, { system: 10 * MIB, graphics: 0 })).toThrow(
      expect.objectContaining({
        code: 'PACORE_MODEL_LOAD',
        retryable: true,
        message:
          'Not enough memory for m with 4 slots of 512 tokens: it needs about 11 MiB, and 10 MiB are available.',
      }),
    );
    expect(() => refuseTooLarge(spec, 99 * MIB, { system: 4 * MIB, graphics: 6 * MIB })).toThrow(
      /10 MiB are available, 6 MiB of it the graphics processor's\./,
    );
  });
});

describe('the estimate', () => {
  test('grows with slots and tokens, and not beyond what the model was trained for', async () => {
    const of = async (slots: number, contextSize: number) => (await estimateRun(path, { slots, contextSize })).need;
    const [one, four, short, long] = [await of(1, 512), await of(4, 512), await of(4, 64), await of(4, 1_000_000)];
    expect(one?.weights).toBeGreaterThan(17 * MIB);
    expect(one?.weights).toBeLessThan(18 * MIB);
    expect(four?.weights).toBe(one?.weights);
    expect(four?.context).toBeGreaterThan((one?.context ?? Infinity) * 1.5);
    expect(short?.context).toBeLessThan(four?.context ?? 0);
    expect(long?.context).toBe(four?.context);
  });

  test('is near what a process grows by', async () => {
    const fixture = fileURLToPath(new URL('fixtures/measure-memory.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [fixture]);
    const { estimated, grown } = JSON.parse(stdout) as { estimated: number; grown: number };
    expect(estimated / grown).toBeGreaterThan(0.8);
    expect(estimated / grown).toBeLessThan(1.5);
  });
});
