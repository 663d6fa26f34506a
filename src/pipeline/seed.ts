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

/**
 * A member's lot in the draw of who is asked: a number between 0 and 1, both exclusive, from SHA-256 over (seed, member),
 * whoever else takes part.
 */
export function memberDraw(seed: number, member: string): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, member, 'ask']))
    .digest();
  return (digest.readUIntBE(0, 6) + 0.5) / 2 ** 48;
}
