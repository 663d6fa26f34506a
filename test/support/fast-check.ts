/**
 * fast-check under one fixed seed, so that a change's tests fail for what the change did and not for the day's draw.
 * `npm run test:properties` looks for new counterexamples: another seed, more runs.
 */
import fc from 'fast-check';

const { PROPERTY_SEED = '1', PROPERTY_RUNS = '100' } = process.env;
fc.configureGlobal({ seed: Number(PROPERTY_SEED), numRuns: Number(PROPERTY_RUNS) });

export default fc;
