import { describe, expect, it } from '@jest/globals';
import { goldDoubt } from '../../src/consensus/gold-doubt.ts';

describe('a gold answer', () => {
  it.each([
    ['2', ['A', 'C', null], 'choice', /labels of options/],
    ['2', ['A', 'C', null], 'auto', /labels of options/],
    [' 0 ', ['B'], 'auto', /labels of options/],
    ['10', [null], 'choice', /labels of options/],
    ['', ['54'], 'number', /no answer under the profile number/],
    ['I do not know', ['54'], 'number', /no answer under the profile number/],
    ['none of these fits', ['A'], 'choice', /no answer under the profile choice/],
    ['not a document', ['{}'], 'json', /no answer under the profile json/],
  ] as const)('%j cannot be meant beside %j under %s', (gold, answers, profile, why) => {
    expect(goldDoubt(gold, answers, profile)).toMatch(why);
  });

  it.each([
    ['B', ['A', 'C'], 'choice'],
    ['(B) Paris', ['A', 'C'], 'choice'],
    ['B', ['A', '4'], 'auto'],
    ['2', ['A', '3'], 'auto'],
    ['2', ['Paris'], 'auto'],
    ['2', [null], 'auto'],
    ['2', [], 'auto'],
    ['1789', ['A'], 'auto'],
    ['54', ['55'], 'number'],
  ] as const)('%j may be meant beside %j under %s', (gold, answers, profile) => {
    expect(goldDoubt(gold, answers, profile)).toBeNull();
  });
});
