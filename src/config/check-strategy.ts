import type { LoadedConfig } from './load.ts';
import { configError, type Problem } from './problem.ts';

/**
 * Checks that the configured strategy, and that of every step of the cascade, is one of `known`.
 * @throws PacoreError PACORE_CONFIG naming where it is configured
 */
export function checkStrategy({ config, origin }: LoadedConfig, known: readonly string[]): void {
  const named: readonly (readonly [Problem['path'], string | undefined])[] = [
    [['consensus', 'strategy'], config.consensus.strategy],
    ...config.cascade.steps.map(({ strategy }, index) => [['cascade', 'steps', index, 'strategy'], strategy] as const),
  ];
  const problems = named.flatMap(([path, strategy]) =>
    strategy === undefined || known.includes(strategy)
      ? []
      : [{ path, message: `there is no strategy "${strategy}"; known: ${known.join(', ')}` }],
  );
  if (problems.length > 0) throw configError(problems, origin);
}
