import { describe, expect, it } from '@jest/globals';
import type { Paper } from '../../../src/consensus/peer-ballot.ts';
import { readRanking } from '../../../src/pipeline/judging/reading.ts';
import fc from '../../support/fast-check.ts';

const entry = (label: string, member: string | null, answer: string | null) => ({ label, member, answer, text: '' });
/** Two canaries, and four answers, of which two say the same. */
const paper: Paper = [
  entry('A', 'a', '1'),
  entry('B', null, null),
  entry('C', 'c', '3'),
  entry('D', 'd', '1'),
  entry('E', null, null),
  entry('F', 'f', '6'),
];
const reply = (...ranking: readonly unknown[]) => JSON.stringify({ ranking });

describe('a judge’s reply', () => {
  it.each([
    ['a ranking', reply('C', 'F', 'A', 'D', 'E', 'B'), ['3', '6', '1']],
    ['an answer of two has the better place', reply('D', 'C', 'F', 'A', 'B', 'E'), ['1', '3', '6']],
    ['without the canaries', reply('C', 'A', 'F', 'D'), ['3', '1', '6']],
    ['a letter twice counts once', reply('C', 'C', 'A', 'F', 'D', 'B', 'E'), ['3', '1', '6']],
    ['strange letters do not count', reply('Z', 'C', 7, null, 'A', 'F', 'D'), ['3', '1', '6']],
    ['words around it', `Sure! {"x": 1} ${reply('C', 'A', 'F', 'D')} Hope it helps.`, ['3', '1', '6']],
  ])('%s', (_, text, ranking) => {
    expect(readRanking(text, paper)).toEqual({ ranking });
  });

  it.each([
    ['nothing', '', /no ranking/],
    ['no JSON', 'C, A, F', /no ranking/],
    ['no list', '{"ranking": "CAFD"}', /no ranking/],
    ['cut off', '{"ranking": ["C", "A"', /no ranking/],
    ['a canary first', reply('B', 'C', 'A', 'F', 'D', 'E'), /canary/],
    ['a canary above the last answer', reply('C', 'A', 'F', 'E', 'D', 'B'), /canary/],
    ['an answer left out', reply('C', 'A', 'F'), /left answers out/],
  ])('%s is no judgement', (_, text, why) => {
    expect(readRanking(text, paper)).toEqual({ fallback: expect.stringMatching(why) });
  });

  it('is read, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => reply(value)),
        ),
        (text) => {
          const reading = readRanking(text, paper);
          if ('ranking' in reading) expect(reading.ranking.toSorted()).toEqual(['1', '3', '6']);
          else expect(reading.fallback).not.toBe('');
        },
      ),
    );
  });
});
