import { describe, expect, it } from '@jest/globals';
import { clausesOf } from '../../../src/consensus/statement/clauses.ts';

const shown = (text: string) => clausesOf(text).map((clause) => clause.map((token) => token.text).join(' '));

describe('clauses', () => {
  it.each<readonly [string, readonly string[]]>([
    ['The sky is blue. It, too, scatters', ['the sky is blue', 'it', 'too', 'scatters']],
    ['Why is it so? Because.', ['because', '']],
    ['Because of that; why is it so?', ['because of that', '']],
    ["It's l'eau d'un lac, don't", ['it l eau d un lac', "don't"]],
    ['CO2 weighs 44.01 g, 5% of $1,200', ['co2 weighs 44.01 g', '5 % of $ 1,200']],
    ['300 000 km and 12 345', ['300 000 km and 12 345']],
    ['光合作用。植物', ['光合 合作 作用', '植物']],
    ['木', ['木']],
    ['...', ['']],
    ['', ['']],
  ])('of %j are %j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('tell words, numbers and signs apart', () => {
    expect(clausesOf('x2 is 3 %')[0]?.map(({ kind }) => kind)).toEqual(['word', 'word', 'number', 'sign']);
  });
});
