import type { LoadedConfig } from './load.ts';
import { configError } from './problem.ts';

/**
 * Checks that the configured strategy is one of `known`.
 * @throws PacoreError PACORE_CONFIG naming where it is configured
 */
export function checkStrategy({ config, origin }: LoadedConfig, known: readonly string[]): void {
  const { strategy } = config.consensus;
  if (known.includes(strategy)) return;
  const message = `there is no strategy "${strategy}"; known: ${known.join(', ')}`;
  throw configError([{ path: ['consensus', 'strategy'], message }], origin);
}
