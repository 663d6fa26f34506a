import { describe, expect, it } from '@jest/globals';
import { concludedPhrase } from '../../../src/consensus/answer/conclusion.ts';

describe('a sentence', () => {
  it.each([
    ['The solutions are x = 2 or x = 6.', '{2, 6}'],
    ['Thus the triple is $(1, 2, 3)$.', '(1, 2, 3)'],
    ['So the sum equals \\frac{3}{4}.', '0.75'],
    ['Therefore we get $2\\sqrt{3}$.', '2√3'],
    ['The speed is then 5 m/s.', '5 m/s'],
    ['La solution est $x = 3$.', '3'],
    ['Die Fläche ist 12 cm.', '12 cm'],
    ['The party is on March 5, 2024.', '2024-03-05'],
    ['It took place on 5 March 2024.', '2024-03-05'],
    ['The meeting is at 7:30 pm.', '19:30'],
    ['The train needs 2 hours and 30 minutes.', '150 min'],
    ['I would rate it 4 out of 5.', '0.8'],
    ['It deserves 3/5 stars.', '0.6'],
    ['The area is $12$ square meters.', '12 m^2'],
    ['So \\(x+1\\).', 'x + 1'],
    ['答案等于 42', '42'],
  ])('%j concludes %j', (sentence, value) => {
    expect(concludedPhrase(sentence)).toBe(value);
  });

  it.each([
    'The capital is Paris.',
    'Five of them were there.',
    'If $x = 2$ then the rest follows.',
    'The value $3$ was used before that.',
    'It rained on Monday.',
    '',
    `The sum is ${'so '.repeat(200)}5.`,
    'We compare $2$ and $3$.',
  ])('%j concludes nothing', (sentence) => {
    expect(concludedPhrase(sentence)).toBeNull();
  });
});
