import { describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import type { Verdict } from '../../src/consensus/strategy.ts';
import { ballot, electionOf, rulesWith, voters } from './ballots.ts';
import { answers, elections, STRATEGIES, weights } from './elections.ts';

const engine = new ConsensusEngine();
/** Whatever the shares, they would do. */
const EASY = { confidenceThreshold: 0, minAgreement: 0 };

describe('a tie is no decision', () => {
  it.each(STRATEGIES)('under %s: two members, 54 and 55', (strategy) => {
    const decision = engine.decideBallots(electionOf(['55', '54'], { strategy, ...EASY }));
    expect(decision).toMatchObject({ answer: '54', status: 'low_confidence', tieBreak: 'order' });
  });

  it.each(STRATEGIES)('under %s, whatever breaks it', (strategy) => {
    // Confidence is a part of the score in these two.
    const confidence = ['weighted_voting', 'ranking'].includes(strategy) ? 0.9 : 0.1;
    const ballots = [ballot('a', '54', { confidence: 0.9 }), ballot('b', '55', { confidence })];
    const rules = rulesWith({ strategy, ...EASY });
    const decision = engine.decideBallots({ electorate: voters('a', 'b'), ballots, rules });
    expect(decision).toMatchObject({ answer: '54', status: 'low_confidence' });
  });

  it.each(STRATEGIES)('and a lead is one, however small, under %s', (strategy) => {
    const decision = engine.decideBallots(electorateOf(2, 3, strategy));
    expect(decision).toMatchObject({ answer: '55', status: 'decided', tieBreak: null });
  });

  it('in the record: no decided answer has the score of another one, nor a tie-break', () => {
    const easy = elections(fc.oneof(fc.constant(1), weights), answers).map((election) => {
      return { ...election, rules: { ...election.rules, thresholds: EASY } };
    });
    fc.assert(
      fc.property(easy, (election) => {
        const { status, answer, tieBreak, tally } = engine.decideBallots(election);
        const level = tally.filter(({ score }) => score === tally[0]?.score);
        fc.pre(status !== 'no_quorum');
        expect(status === 'decided').toBe(answer !== null && tieBreak === null && level.length === 1);
      }),
    );
  });

  it('without a quorum is still that', () => {
    expect(engine.decideBallots(electionOf(['54', '55'], { quorum: 3 })).status).toBe('no_quorum');
  });

  it('where a draw on the way of instant_runoff had to be broken', () => {
    const rankings = [['a'], ['a'], ['a'], ['b', 'a'], ['b', 'a'], ['c', 'a'], ['c', 'a']];
    const ballots = rankings.map((ranking, index) => ballot(`m${index}`, ranking[0] ?? null, { ranking }));
    const electorate = voters(...ballots.map(({ member }) => member));
    const rules = rulesWith({ strategy: 'instant_runoff', ...EASY });
    expect(engine.decideBallots({ electorate, ballots, rules })).toMatchObject({
      answer: 'a',
      tieBreak: 'order',
      status: 'low_confidence',
    });
  });

  it('is not undone by a synthesis: the aggregator has no vote', () => {
    const decided = (list: readonly string[], text: string) =>
      engine.decideBallots(electionOf(list, { strategy: 'ensemble', options: { synthesis: { text } }, ...EASY }));
    expect(decided(['54', '55'], 'So 55.')).toMatchObject({ answer: '55', tieBreak: null, status: 'low_confidence' });
    expect(decided(['54', '55', '55'], 'So 55.')).toMatchObject({ answer: '55', status: 'decided' });
  });

  it('is not undone by the last word, but may be overruled by it', () => {
    const decided = (votes: readonly string[], word: string) => {
      const election = electionOf(votes, { rounds: [votes.length, 1], ...EASY });
      const last = ballot('a', word, { round: 1, text: 'the last word' });
      return engine.decideBallots({ ...election, ballots: [...election.ballots, last] });
    };
    const kept = { contradicts: true, kept: 'synthesis' };
    expect(decided(['54', '55'], '54')).toMatchObject({ answer: '54', tieBreak: 'order', status: 'low_confidence' });
    expect(decided(['54', '55'], '55')).toMatchObject({ answer: '55', status: 'low_confidence', closing: kept });
    expect(decided(['54', '55'], '56')).toMatchObject({ answer: '56', status: 'decided', closing: kept });
  });
});

describe('a strategy of your own', () => {
  const scores = (x: number, y: number) =>
    new Map([
      ['x', { score: x, share: 0.5 }],
      ['y', { score: y, share: 0.5 }],
    ]);
  it.each<readonly [string, Partial<Verdict>, string]>([
    ['reports a tie-break', { tieBreak: 'confidence' }, 'low_confidence'],
    ['reports none', { tieBreak: null }, 'decided'],
    ['says nothing of it, and ballots are level', {}, 'decided'],
    ['gives two answers one score', { scores: scores(3, 3) }, 'low_confidence'],
    ['gives two answers one score, but for noise', { scores: scores(0.1 + 0.2, 0.3) }, 'low_confidence'],
    ['gives each its score', { scores: scores(2, 3) }, 'decided'],
    ['gives no score to the winner', { scores: new Map() }, 'decided'],
  ])('that %s', (_, verdict, status) => {
    const own = new ConsensusEngine().register('mine', () => ({ answer: 'x', confidence: 1, ...verdict }));
    expect(own.decideBallots(electionOf(['x', 'y'], { strategy: 'mine' })).status).toBe(status);
  });
});

/** So many votes for 54 and for 55. */
function electorateOf(for54: number, for55: number, strategy: string) {
  const votes = [...Array<string>(for54).fill('54'), ...Array<string>(for55).fill('55')];
  return electionOf(votes, { strategy, ...EASY });
}
