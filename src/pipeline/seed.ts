import { createHash } from 'node:crypto';

/**
 * The seed of one sample: an unsigned 32-bit integer from SHA-256 over (seed, member, sample, round). Samples get
 * unrelated seeds, and the same question with the same seed gets the same ones, whoever else is asked.
 */
export function sampleSeed(seed: number, member: string, sample: number, round: number): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, member, sample, round]))
    .digest();
  return digest.readUInt32BE(0);
}
