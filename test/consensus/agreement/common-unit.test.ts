import { describe, expect, it } from '@jest/globals';
import { settled } from './given.ts';

describe('units', () => {
  it.each([
    [
      ['5 m', '5 m', '6 m'],
      ['5', '5', '6'],
    ],
    [
      ['$18', '18 dollars', '18'],
      ['18', '18', '18'],
    ],
    [
      ['5 m', '500 cm', '5 m'],
      ['5', '5', '5'],
    ],
    [
      ['5 m', '5 m', '50 cm'],
      ['5', '5', '0.5'],
    ],
    [
      ['5 m', '5 m', '5 kg'],
      ['5 m', '5 m', '5 kg'],
    ],
    [
      ['5 m', '500 cm', '5 m', '5 m', '5', '6', '5 EUR'],
      ['5 m', '5 m', '5 m', '5 m', '5 m', '6 m', '5 EUR'],
    ],
    [
      ['500 m', '500 m', '5'],
      ['500', '500', '5'],
    ],
    [
      ['\\boxed{\\sqrt{2}\\text{ m}}', '3 m'],
      ['√2', '3'],
    ],
    [
      ['5 m', '5 m', '\\boxed{\\sqrt{2}\\text{ cm}}'],
      ['5', '5', '√2 cm'],
    ],
    [
      ['5 m', '600 cm', '5 m', '5 m', '4', '5 kg', '\\boxed{(4, 5)}', '\\boxed{\\sqrt{2}}', 'It is far'],
      ['5 m', '6 m', '5 m', '5 m', '4 m', '5 kg', '(4, 5)', '√2', 'it is far'],
    ],
    [
      ['\\boxed{2600g}', '2600 g', '2.6 kg', '2600'],
      ['2600', '2600', '2600', '2600'],
    ],
  ])('of %j are left out where all but bare numbers have that kind: %j', (texts, names) => {
    expect(settled(texts)).toEqual(names);
  });

  it.each([
    [['5 m', '5 cm'], 2],
    [['5 m', '5 cm', '5'], 3],
    [['50 cm', '0.5 m'], 1],
    [['5 EUR', '5 USD'], 2],
    [['5 EUR', '5 USD', '5'], 3],
    [['2 h', '120 min', '2'], 1],
    [['\\boxed{2600g}', '2600 kg'], 2],
    [['0°C', '0°F'], 2],
    [['2 m', '2 m^2'], 2],
  ])('of %j are %d answers', (texts, count) => {
    expect(new Set(settled(texts)).size).toBe(count);
  });

  it.each([
    [
      ['28%', '28'],
      ['28', '28'],
    ],
    [
      ['28%', '0.28'],
      ['0.28', '0.28'],
    ],
    [
      ['28%', '0.28', '28'],
      ['28', '0.28', '28'],
    ],
    [
      ['28%', '\\boxed{\\frac{7}{25}}', '28\\%'],
      ['0.28', '0.28', '0.28'],
    ],
    [
      ['\\boxed{\\sqrt{2}\\%}', '28%', '0.28'],
      ['√2', '0.28', '0.28'],
    ],
    [
      ['28%', '28 percent', '29%'],
      ['28', '28', '29'],
    ],
  ])('may be percent: %j are %j', (texts, names) => {
    expect(settled(texts)).toEqual(names);
  });
});
