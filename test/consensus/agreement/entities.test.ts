import { describe, expect, it } from '@jest/globals';
import { entitiesOf } from '../../../src/consensus/agreement/entities.ts';

describe('a text', () => {
  it.each([
    ['It was Jane Austen.', ['jane austen']],
    ['Jane Austen wrote it.', ['jane austen']],
    ['Dickens wrote it in London.', ['london']],
    ['It was author Jane Austen.', ['jane austen']],
    ['It was Author Jane Austen.', ['jane austen']],
    ["It is Austen's book.", ['austen']],
    ['It was Mary’s Anna.', ["mary's anna"]],
    ['It was Hawai’i.', ["hawai'i"]],
    ['They are Bob., he said', ['bob']],
    ['They are Bob.. he said', ['bob']],
    ['He met Anna.Bell', ['anna.bell']],
    ['So: in Paris it was', ['paris']],
    ['Hm! Paris is it, as far as I was ever told', []],
    ['In the Gulf of Mexico.', ['gulf of mexico']],
    ['It was King.', []],
    ['It was not Jane Austen.', []],
    ['So it is. Paris it is.', []],
    ['So it is.  Paris it is.', []],
    ['He said: "Paris is it."', []],
    ['Long before that it was so; and then: it is Paris', ['paris']],
    ['I said so! And it is Paris', ['paris']],
  ])('%j names %j', (text, names) => {
    expect([...entitiesOf(text).names]).toEqual(names);
  });

  it.each([
    ['It is 1,300 km long, or 5.', ['1300 km', '5']],
    ['It costs 12.50.', ['12.50']],
    ['It has 7.., then 8 apples', ['7', '8']],
    ['It is 5 % of it.', ['5 %']],
  ])('%j has the numbers %j', (text, numbers) => {
    expect([...entitiesOf(text).numbers]).toEqual(numbers);
  });

  it('is looked at in part', () => {
    const names = Array.from(
      { length: 50 },
      (_, index) => `it is Ann${'abcdefghij'.charAt(index % 10)}${'lmnop'.charAt(index / 10)}`,
    );
    const numbers = Array.from({ length: 50 }, (_, index) => `${index + 100} of them`);
    expect(entitiesOf(names.join('; ')).names.size).toBe(40);
    expect(entitiesOf(numbers.join('; ')).numbers.size).toBe(40);
    expect(entitiesOf(`${'and so on '.repeat(200)}it is Paris`).names.size).toBe(0);
    expect(entitiesOf(`${'and so on '.repeat(198)}it is Paris`).names.size).toBe(1);
  });
});
