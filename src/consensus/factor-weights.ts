import { FACTORS, perFactor, type PerFactor } from './factors.ts';
import { misuse, wrongOption } from './misuse.ts';
import type { StrategyOptions } from './strategy.ts';

/** What the factors count unless told otherwise; they add up to 1. */
const DEFAULTS: PerFactor = {
  agreement: 0.5,
  confidence: 0.25,
  completeness: 0.1,
  length: 0.05,
  latency: 0.05,
  reliability: 0.05,
};

/** The most a weight may be. */
const MOST = 1000;

/**
 * The option `weights` of `ranking`, completed with the defaults and divided by their sum: they add up to 1.
 * @throws PacoreError PACORE_USAGE: no object, an unknown factor, a weight that is no number from 0 to 1000, or all are 0.
 */
export function factorWeights(options: StrategyOptions): PerFactor {
  const given = Object.hasOwn(options, 'weights') ? (options.weights ?? {}) : {};
  if (typeof given !== 'object' || Array.isArray(given))
    throw wrongOption('weights', 'an object { factor: weight }', given);
  for (const [name, weight] of Object.entries(given)) {
    if (!FACTORS.some((factor) => factor === name)) {
      throw misuse(`The option "weights" names no factor with "${name}". Known: ${FACTORS.join(', ')}.`);
    }
    if (typeof weight !== 'number' || !(weight >= 0 && weight <= MOST)) {
      throw wrongOption(`weights.${name}`, `a number from 0 to ${MOST}`, weight);
    }
  }
  const weights: PerFactor = { ...DEFAULTS, ...given };
  const sum = FACTORS.reduce((total, factor) => total + weights[factor], 0);
  if (sum === 0) throw misuse('The option "weights" makes every factor 0; at least one must count.');
  return perFactor((factor) => weights[factor] / sum);
}
