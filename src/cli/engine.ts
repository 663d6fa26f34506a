import { loadConfig } from '../config/load.ts';
import { ConsensusEngine } from '../consensus/engine.ts';
import { overridesOf, type CommonOptions } from './options.ts';

/**
 * An engine with the rules of configuration and options.
 * @throws PacoreError PACORE_CONFIG, PACORE_USAGE (an unknown strategy)
 */
export function engineOf(options: CommonOptions): ConsensusEngine {
  const { consensus } = loadConfig({ source: options.config, overrides: overridesOf(options) }).config;
  const { strategy, profile, confidenceThreshold, minAgreement, quorum } = consensus;
  const engine = new ConsensusEngine({ strategy, profile, confidenceThreshold, minAgreement, quorum });
  // Says at once, not at the first question, that there is no such strategy.
  engine.rules();
  return engine;
}
