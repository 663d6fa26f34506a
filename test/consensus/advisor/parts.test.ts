import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { allSets, extensions, numberOfSets } from '../../../src/consensus/advisor/combinations.ts';
import { errorCorrelation } from '../../../src/consensus/advisor/correlation.ts';
import { gainOver } from '../../../src/consensus/advisor/gain.ts';
import { halvesOf } from '../../../src/consensus/advisor/halves.ts';
import { optionsOf } from '../../../src/consensus/advisor/options.ts';
import { equalWeights, rightBy } from '../../../src/consensus/advisor/vote-counter.ts';
import { learnWeights } from '../../../src/consensus/advisor/weights.ts';
import { seededRandom } from '../../../src/seeded-random.ts';
import { CalibrationLearner } from '../../../src/consensus/calibration/learner.ts';
import { engine, numbers, row, sheetOf, type Question } from './sheets.ts';

describe('the sets', () => {
  it('are all of a size, in order', () => {
    expect(Array.from(allSets(4, 2), (set) => set.join(''))).toEqual(['01', '02', '03', '12', '13', '23']);
    expect(Array.from(allSets(3, 3), (set) => set.join(''))).toEqual(['012']);
    expect(Array.from(allSets(2, 3))).toEqual([]);
  });

  it('are as many as counted', () => {
    expect(numberOfSets(30, 3)).toBe(4060);
    expect(numberOfSets(30, 5)).toBe(142506);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (count, size) => {
        expect(Array.from(allSets(count, size), () => 1)).toHaveLength(Math.max(0, numberOfSets(count, size)));
      }),
    );
  });

  it('grow by one member, each once', () => {
    const grown = extensions(4, [Int32Array.of(0, 2), Int32Array.of(0, 1)]);
    expect(grown.map((set) => set.join('')).sort()).toEqual(['012', '013', '023']);
    // 1 and 123, 11 and 23: the same digits, two sets.
    expect(extensions(124, [Int32Array.of(1), Int32Array.of(11)])).toHaveLength(123 + 122);
  });
});

describe('the halves', () => {
  it('hold every question once, nearly equally many, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(), (count, seed) => {
        const { choosing, heldOut } = halvesOf(count, seed);
        expect([...choosing, ...heldOut].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
        expect(heldOut.length - choosing.length).toBe(count % 2);
        for (const half of [choosing, heldOut]) expect([...half]).toEqual([...half].sort((a, b) => a - b));
        expect(halvesOf(count, seed)).toEqual({ choosing, heldOut });
      }),
    );
    expect(halvesOf(40, 1)).not.toEqual(halvesOf(40, 2));
    const first = Array.from({ length: 40 }, (_, seed) => halvesOf(2, seed).choosing[0]);
    expect(new Set(first)).toEqual(new Set([0, 1]));
  });
});

describe('the gain', () => {
  it('is the mean difference, certain where every question says the same', () => {
    expect(gainOver(Uint8Array.of(0, 0, 0), Uint8Array.of(1, 1, 1), 1)).toEqual({ mean: 1, interval: [1, 1] });
    expect(gainOver(Uint8Array.of(1, 0), Uint8Array.of(1, 0), 1)).toEqual({ mean: 0, interval: [0, 0] });
    expect(gainOver(new Uint8Array(0), new Uint8Array(0), 1)).toEqual({ mean: 0, interval: [0, 0] });
  });

  it('has about the interval of the normal approximation', () => {
    const reference = Uint8Array.from({ length: 500 }, (_, place) => Number(place % 10 < 3));
    const right = Uint8Array.from({ length: 500 }, (_, place) => Number(place % 10 < 2 || place % 10 === 5));
    // Two of ten questions differ, once either way: the standard error is √(0.2 / 500).
    const { mean, interval } = gainOver(reference, right, 1);
    expect(mean).toBe(0);
    expect(interval[0]).toBeCloseTo(-1.96 * Math.sqrt(0.2 / 500), 2);
    expect(interval[1]).toBeCloseTo(1.96 * Math.sqrt(0.2 / 500), 2);
    expect(gainOver(reference, right, 1)).toEqual({ mean, interval });
    expect(gainOver(reference, right, 2).interval).not.toEqual(interval);
  });
});

describe('the interval of a gain', () => {
  it('leaves out 2.5 per cent of 2,000 drawn means at either end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-1, 0, 1), { minLength: 30, maxLength: 90 }), fc.nat(999), (gains, seed) => {
        const random = seededRandom(seed);
        const means = Array.from({ length: 2000 }, () => {
          const drawn = gains.map(() => gains[Math.floor(random() * gains.length)] ?? NaN);
          return drawn.reduce<number>((sum, one) => sum + one, 0) / gains.length;
        }).sort((a, b) => a - b);
        const { interval } = gainOver(
          Uint8Array.from(gains, (gain) => Number(gain === -1)),
          Uint8Array.from(gains, (gain) => Number(gain === 1)),
          seed,
        );
        // 50 below, 50 above.
        expect(interval[0]).toBeCloseTo(means[50] ?? NaN, 4);
        expect(interval[1]).toBeCloseTo(means[1949] ?? NaN, 4);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the correlation of errors', () => {
  it('is phi over the questions that both responded to', () => {
    // a and b: both wrong 2, a alone right 1, b alone right 1, both right 2: (4 − 1) / 9. c is always right.
    const sheet = sheetOf([row('BBA'), row('-BA'), row('ABA'), row('BAA'), row('AAA'), row('AAA'), row('A A')]);
    const every = Int32Array.of(0, 1, 2, 3, 4, 5, 6);
    const right = [0, 1, 2].map((member) => rightBy(sheet, every, Int32Array.of(member), equalWeights(sheet)));
    const { mean, pairs } = errorCorrelation(sheet, right);
    expect(pairs).toEqual([
      { a: 'a', b: 'b', phi: 0.3333 },
      { a: 'a', b: 'c', phi: null },
      { a: 'b', b: 'c', phi: null },
    ]);
    expect(mean).toBe(0.3333);
  });
});

describe('the weights', () => {
  it.each([
    ['a list of options', 4],
    ['open answers', 400],
  ])('are those that pacore calibrate learns: %s', (_, kinds) => {
    const draw = numbers(3);
    const number = () => String(Math.floor(draw() * kinds));
    const questions = Array.from({ length: 60 }, (): Question => {
      const gold = number();
      const lure = number();
      const responses = [0.8, 0.6, 0.3].map((strength, member) => {
        const wrong = draw() < 0.5 ? lure : number();
        return { member: `m${member}`, answer: draw() < 0.1 ? null : draw() < strength ? gold : wrong };
      });
      return { responses, gold };
    });
    const learner = new CalibrationLearner();
    for (const { responses, gold } of questions)
      learner.add({ election: engine.election(responses, { profile: 'number' }), gold: gold ?? undefined });
    const calibration = learner.calibration();
    const sheet = sheetOf(questions, undefined, 'number');
    const every = Int32Array.from(questions.keys());
    const options = optionsOf(sheet, every);
    expect(options).toBe(calibration.source.options);
    const weights = learnWeights(sheet, every, options);
    for (const [member, name] of sheet.members.entries())
      expect(weights[member]).toBeCloseTo(calibration.weightOf(name, null), 6);
  });
});
