import { describe, expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { pullLine, showPull } from '../../src/cli/models/pull-progress.ts';
import { bytesText, parametersText } from '../../src/cli/models/units.ts';

const MIB = 2 ** 20;

describe('the progress of a download', () => {
  test.each([
    [0, 100 * MIB, 0, '░░░░░░░░░░░░░░░░░░░░░░░░ 0 % of 100 MiB  hf:a/b:Q8_0'],
    [50 * MIB, 100 * MIB, MIB, '████████████░░░░░░░░░░░░ 50 % of 100 MiB  1.0 MiB/s  50 s left  hf:a/b:Q8_0'],
    [0, 2400 * MIB, 10 * MIB, '░░░░░░░░░░░░░░░░░░░░░░░░ 0 % of 2.3 GiB  10.0 MiB/s  4 min left  hf:a/b:Q8_0'],
    [MIB, MIB, MIB, '████████████████████████ 100 % of 1.0 MiB  1.0 MiB/s  0 s left  hf:a/b:Q8_0'],
    [0, 0, NaN, '████████████████████████ 100 % of 0 B  hf:a/b:Q8_0'],
  ])('%d of %d bytes', (bytes, totalBytes, perSecond, expected) => {
    expect(pullLine('hf:a/b:Q8_0', { bytes, totalBytes }, perSecond)).toBe(expected);
  });

  test('is silent where there is no terminal', () => {
    const stream = new PassThrough();
    const display = showPull(stream, 'hf:a/b:Q8_0');
    display.show({ bytes: 1, totalBytes: 2 });
    display.end();
    expect(stream.read()).toBeNull();
  });
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [467808, '457 KiB'],
  [1536, '1.5 KiB'],
  [2.5 * 2 ** 30, '2.5 GiB'],
  [2 ** 55, '32768 TiB'],
])('%d bytes', (bytes, expected) => {
  expect(bytesText(bytes)).toBe(expected);
});

test.each([
  [null, '–'],
  [402_240, '402 K'],
  [3_688_704, '3.7 M'],
  [7_241_732_096, '7.2 B'],
])('%p weights', (parameters, expected) => {
  expect(parametersText(parameters)).toBe(expected);
});
