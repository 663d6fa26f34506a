import { readCalibration } from '../config/calibration.ts';
import { checkStrategy } from '../config/check-strategy.ts';
import { loadConfig } from '../config/load.ts';
import { ConsensusEngine } from '../consensus/engine.ts';
import { overridesOf, type CommonOptions } from './options.ts';

/**
 * An engine with the rules of configuration and options.
 * @throws PacoreError PACORE_CONFIG
 */
export function engineOf(options: CommonOptions): ConsensusEngine {
  const loaded = loadConfig({ source: options.config, overrides: overridesOf(options) });
  const { strategy, profile, confidenceThreshold, minAgreement, quorum } = loaded.config.consensus;
  const engine = new ConsensusEngine({
    strategy,
    profile,
    confidenceThreshold,
    minAgreement,
    quorum,
    labels: options.labels,
    calibration: readCalibration(loaded),
  });
  checkStrategy(loaded, engine.strategies);
  return engine;
}
