/** The calibration that a configuration names. */
import { readFileSync } from 'node:fs';
import { parseCalibration } from '../consensus/calibration/file.ts';
import type { Calibration } from '../consensus/calibration/calibration.ts';
import { messageOf } from '../errors.ts';
import type { LoadedConfig } from './load.ts';
import { configError } from './problem.ts';

/**
 * Reads `consensus.calibration`; null where there is none.
 * @throws PacoreError PACORE_CONFIG naming where it is configured, the file, and the key in it that is wrong
 */
export function readCalibration({ config, origin }: LoadedConfig): Calibration | null {
  const { calibration: file } = config.consensus;
  if (file === null) return null;
  try {
    return parseCalibration(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const message = `${file} is no calibration: ${messageOf(error)}`;
    throw configError([{ path: ['consensus', 'calibration'], message }], origin);
  }
}
