import { describe, expect, it } from '@jest/globals';
import { stemOf } from '../../../src/consensus/statement/stem.ts';

describe('the stem', () => {
  it.each([
    ['releas', ['release', 'released', 'releases', 'releasing']],
    ['plant', ['plant', 'plants', 'planted', 'planting']],
    ['run', ['run', 'runs', 'running']],
    ['stop', ['stop', 'stopped', 'stops']],
    ['fall', ['fall', 'falls', 'falling']],
    ['memory', ['memory', 'memories']],
    ['glass', ['glass', 'glasses']],
    ['conver', ['convert', 'converted', 'conversion']],
    ['eye', ['eye', 'eyes']],
    ['sun', ['sun']],
    ['virus', ['virus']],
    ['vulkan', ['vulkan', 'vulkane', 'vulkanen']],
  ])('%s is that of %j', (stem, words) => {
    expect(words.map(stemOf)).toEqual(words.map(() => stem));
  });
});
