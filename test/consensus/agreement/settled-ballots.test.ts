import { describe, expect, it } from '@jest/globals';
import { settledBallots } from '../../../src/consensus/agreement/settled-ballots.ts';
import { ConsensusEngine } from '../../../src/consensus/engine.ts';
import type { RecordedResponse } from '../../../src/consensus/recorded.ts';

const RESPONSES: readonly (readonly RecordedResponse[])[] = [
  [
    { member: 'a', text: 'It was written by Jane Austen in 1813.' },
    { member: 'b', text: 'Jane Austen' },
    { member: 'c', text: 'Charlotte Brontë' },
  ],
  [
    { member: 'a', text: '\\boxed{5\\text{ m}}' },
    { member: 'b', text: 'Answer: 5' },
    { member: 'c', text: 'Answer: 500 cm' },
    { member: 'd', text: "I don't know" },
  ],
  [
    { member: 'a', ranking: ['50 cm', '0.5 m', '2 m'] },
    { member: 'b', answer: '2 m' },
  ],
];

describe('ballots', () => {
  it.each(RESPONSES.map((responses) => [responses]))('of %j that were settled are settled alike', (responses) => {
    const { ballots } = new ConsensusEngine().decide(responses);
    expect(settledBallots(ballots, 'auto')).toEqual(ballots);
    expect(settledBallots(settledBallots(ballots, 'auto'), 'auto')).toEqual(ballots);
  });

  it('keep what they said where another ballot says it otherwise', () => {
    const { ballots } = new ConsensusEngine().decide(RESPONSES[0] ?? []);
    expect(ballots.map(({ answer, read }) => [answer, read])).toEqual([
      ['jane austen', 'it was written by jane austen in 1813'],
      ['jane austen', undefined],
      ['charlotte brontë', undefined],
    ]);
  });

  it('abstain as they did', () => {
    const { ballots } = new ConsensusEngine().decide(RESPONSES[1] ?? []);
    expect(ballots.map(({ answer }) => answer)).toEqual(['5 m', '5 m', '5 m', null]);
    expect(ballots[3]).not.toHaveProperty('read');
  });

  it('rank what is one once', () => {
    const { ballots } = new ConsensusEngine({ strategy: 'borda_count' }).decide(RESPONSES[2] ?? []);
    expect(ballots[0]?.ranking).toHaveLength(2);
    expect(ballots[0]?.ranking?.at(-1)).toBe(ballots[1]?.answer);
  });

  it('forget a name that only another ballot gave them', () => {
    const { ballots } = new ConsensusEngine().decide(RESPONSES[0] ?? []);
    const [sentence] = settledBallots(ballots.slice(0, 1), 'auto');
    expect(sentence?.answer).toBe('it was written by jane austen in 1813');
    expect(sentence).not.toHaveProperty('read');
  });
});
