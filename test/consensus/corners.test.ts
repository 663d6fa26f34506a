import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import type { Profile } from '../../src/consensus/decision.ts';
import { cpuTime } from './cpu-time.ts';
import { ballot, electionOf, rulesWith, voters } from './ballots.ts';

const MEGABYTE = 1 << 20;
const nothing = { answer: null, text: null, confidence: 0, agreement: 0, tieBreak: null, tally: [] };

describe.each(new ConsensusEngine().strategies)('%s', (strategy) => {
  const engine = new ConsensusEngine({ strategy });
  const decide = (texts: readonly string[], profile: Profile = 'auto') =>
    engine.decide(
      texts.map((text, index) => ({ member: `m${index}`, text })),
      { profile },
    );

  it('of one member is that member', () => {
    expect(decide(['The answer is 54.'])).toMatchObject({
      answer: '54',
      text: 'The answer is 54.',
      confidence: 1,
      agreement: 1,
      status: 'decided',
      tieBreak: null,
    });
    const responses = ['a', 'b', 'c'].map((member) => ({ member, answer: `by ${member}` }));
    expect(engine.decide(responses, { members: ['b'] })).toMatchObject({ answer: 'by b', confidence: 1 });
  });

  it('of all abstaining is null and low_confidence', () => {
    expect(decide(["I don't know.", '', "I don't know."])).toMatchObject({ ...nothing, status: 'low_confidence' });
  });

  it('of all missing is no quorum', () => {
    const electorate = voters('a', 'b').map((entry) => ({ ...entry, missing: 'given up' }));
    const election = { electorate, ballots: [], rules: rulesWith({ strategy }) };
    expect(engine.decideBallots(election)).toMatchObject({ ...nothing, status: 'no_quorum' });
    expect(engine.decide([])).toMatchObject({ ...nothing, status: 'no_quorum' });
    const voted = engine.decide([{ member: 'a', answer: '1' }], { members: ['x', 'y'] });
    expect(voted).toMatchObject({ ...nothing, status: 'no_quorum' });
  });

  it('of one ballot of three is a third, and no quorum', () => {
    const ballots = [ballot('b', 'x')];
    const decision = engine.decideBallots({
      electorate: voters('a', 'b', 'c'),
      ballots,
      rules: rulesWith({ strategy }),
    });
    expect(decision).toMatchObject({ answer: 'x', confidence: 0.3333, agreement: 0.3333, status: 'no_quorum' });
  });

  it('of two that agree and a third cancelled is two thirds', () => {
    const election = electionOf(['x', 'x', null], { strategy });
    const ballots = election.ballots.map((cast) =>
      cast.answer === null ? { ...cast, finish: 'cancelled' as const } : cast,
    );
    expect(engine.decideBallots({ ...election, ballots })).toMatchObject({ confidence: 0.6667, agreement: 0.6667 });
  });

  it.each(['auto', 'number', 'text'] as const)('of identical texts is sure, profile %s', (profile) => {
    const text = 'So we have 54 apples. The answer is 54.';
    expect(decide([text, text, text], profile)).toMatchObject({ answer: '54', text, confidence: 1, agreement: 1 });
  });

  it('of empty texts takes answers at their word', () => {
    const responses = ['x', 'x', 'y'].map((answer, index) => ({ member: `m${index}`, text: '', answer }));
    const { answer, text, confidence } = engine.decide(responses);
    expect({ answer, text }).toEqual({ answer: 'x', text: '' });
    expect(confidence).toBeGreaterThan(0.5);
  });

  it.each(['auto', 'number', 'text', 'json', 'code', 'choice'] as const)('of texts of 1 MB, profile %s', (profile) => {
    const filler = ['lorem ', 'ipsum 7, ', '{"a": [', '((((', 'x'];
    const texts = filler.map((words) => words.repeat(MEGABYTE / words.length));
    const time = cpuTime(() => {
      const { confidence, ballots } = decide([...texts, ...texts], profile);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(ballots).toHaveLength(10);
    });
    expect(time).toBeLessThan(10_000);
  });
});
