import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import type { RuleOverrides } from '../../src/consensus/rules.ts';
import { ballot, failed, rulesWith, voters } from './ballots.ts';

const engine = new ConsensusEngine();
const electorate = voters('a', 'b', 'c');
const votes = (round: number, ...answers: readonly (string | null)[]) =>
  answers.map((answer, index) => ballot('abc'[index] ?? '', answer, { round }));
const decide = (ballots: ReturnType<typeof votes>, rules: RuleOverrides) =>
  engine.decideBallots({ electorate, ballots, rules: rulesWith(rules) });

describe('a decision over several rounds', () => {
  it('counts the last round alone, and keeps every ballot in the record', () => {
    const record = decide([...votes(1, '2', '2', '3'), ...votes(0, '3', '3', '3')], { rounds: [3, 3] });
    expect(record).toMatchObject({ answer: '2', agreement: 0.6667, status: 'decided', rules: { rounds: [3, 3] } });
    expect(record.ballots.map(({ round }) => round)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(record.usage.promptTokens).toBe(60);
    expect(record.closing).toBeUndefined();
  });

  const closing = (
    answer: string | null,
    rules: RuleOverrides = {},
    vote: readonly (string | null)[] = ['2', '2', '3'],
  ) =>
    decide([...votes(0, ...vote), ballot('b', answer, { round: 1, text: 'the last word' })], {
      rounds: [3, 1],
      ...rules,
    });

  it('takes the text of a last word that agrees, and the figures of the vote', () => {
    const record = closing('2');
    expect(record).toMatchObject({
      answer: '2',
      text: 'the last word',
      confidence: 0.6667,
      agreement: 0.6667,
      status: 'decided',
    });
    expect(record.closing).toEqual({ member: 'b', answer: '2', contradicts: false, kept: 'synthesis' });
  });

  it('takes a last word that says the same as free texts for one that agrees', () => {
    const text = 'plants make sugar out of light, water and carbon dioxide';
    const again = 'out of carbon dioxide and water, plants build sugar by means of sunlight';
    const record = closing(again, {}, [text, text, text]);
    expect(record).toMatchObject({ answer: text, text: 'the last word', closing: { contradicts: false } });
  });

  it('keeps a strong vote against a last word that contradicts it, and says so', () => {
    const record = closing('3');
    expect(record).toMatchObject({
      answer: '2',
      status: 'decided',
      closing: { answer: '3', contradicts: true, kept: 'vote' },
    });
    expect(record.text).not.toBe('the last word');
  });

  it('lets the synthesis stand where that is configured, with the support that it has in the vote', () => {
    const record = closing('3', { guard: 'synthesis' });
    expect(record).toMatchObject({ answer: '3', text: 'the last word', confidence: 0.3333, agreement: 0.3333 });
    expect(record).toMatchObject({ status: 'low_confidence', closing: { contradicts: true, kept: 'synthesis' } });
  });

  it('lets the synthesis stand against a weak vote', () => {
    const record = closing('4', {}, ['2', '3', '5']);
    expect(record).toMatchObject({
      answer: '4',
      confidence: 0,
      agreement: 0,
      status: 'low_confidence',
      tieBreak: null,
    });
  });

  it('keeps the vote when the last word has no answer, or nobody could give it', () => {
    expect(closing(null)).toMatchObject({ answer: '2', closing: { member: 'b', answer: null, kept: 'vote' } });
    const mute = decide([...votes(0, '2', '2', '3'), failed('a', { round: 1 }), failed('b', { round: 1 })], {
      rounds: [3, 1],
    });
    expect(mute).toMatchObject({
      answer: '2',
      closing: { member: null, answer: null, contradicts: false, kept: 'vote' },
    });
  });

  it('takes the first who could: failures before it are in the record', () => {
    const record = decide([...votes(0, '2', '2', '3'), failed('a', { round: 1 }), ballot('b', '2', { round: 1 })], {
      rounds: [3, 1],
    });
    expect(record.closing?.member).toBe('b');
    expect(record.ballots).toHaveLength(5);
  });

  it('has no quorum where a last word stands against too few votes', () => {
    const record = decide([...votes(0, '2'), ballot('b', '3', { round: 1 })], { rounds: [3, 1] });
    expect(record).toMatchObject({ answer: '3', status: 'no_quorum', closing: { kept: 'synthesis' } });
  });

  it('gives the last word to the last round, and measures its support among those who answered', () => {
    const ballots = [...votes(0, '5', '5', '5'), ...votes(1, '2', null, '3'), ballot('c', '3', { round: 2 })];
    const rules = { rounds: [3, 3, 1], guard: 'synthesis', options: { numericTolerance: 0.1 } } as const;
    const record = decide(ballots, rules);
    expect(record).toMatchObject({ answer: '3', agreement: 0.3333, confidence: 0.3333, closing: { member: 'c' } });
  });

  it('keeps the ballots of other rounds by round, member and sample, whatever their order', () => {
    const twice = ['b', 'c', 'a'].map((member) => ({ member, samples: 2, weight: 1 }));
    const cast = (round: number) =>
      ['c', 'a', 'b'].flatMap((member) => [1, 0].map((sample) => ballot(member, 'x', { round, sample, weight: 0.5 })));
    const rules = rulesWith({ rounds: [6, 6, 6, 1], decidingRound: 1 });
    const orderOf = (ballots: ReturnType<typeof cast>) =>
      engine
        .decideBallots({ electorate: twice, ballots, rules })
        .ballots.map(({ round, member, sample }) => `${round}${member}${sample}`);
    const others = ['a0', 'a1', 'b0', 'b1', 'c0', 'c1'];
    const order = [
      ...others.map((key) => `0${key}`),
      ...['b0', 'b1', 'c0', 'c1', 'a0', 'a1'].map((key) => `1${key}`),
      ...others.map((key) => `2${key}`),
    ];
    const ballots = [...cast(2), ...cast(0), ...cast(1)];
    expect(orderOf(ballots)).toEqual(order);
    expect(orderOf([...ballots].reverse())).toEqual(order);
  });

  it('has no quorum because of a last word', () => {
    const record = decide([...votes(0, '2'), ballot('b', '2', { round: 1 })], { rounds: [3, 1] });
    expect(record.status).toBe('no_quorum');
  });

  it.each([
    ['a round that there is not', [ballot('a', '1', { round: 2 })], /there is no round 2; the question has 2/],
    ['one ballot twice', [ballot('a', '1', { round: 1 }), ballot('a', '1', { round: 1 })], /cast already/],
  ])('refuses %s', (_, ballots, message) => {
    expect(() => decide(ballots, { rounds: [3, 1] })).toThrow(message);
  });

  it.each([
    [{ rounds: [1] }],
    [{ rounds: Array<number>(16).fill(1000) }],
    [{ rounds: [4, 4], decidingRound: 0 }],
    [{ rounds: [4, 4, 1], guard: 'vote' as const }],
    [{ rounds: [4, 4, 1], guard: 'synthesis' as const, decidingRound: 0 }],
  ])('takes the rules %p, as they are', (rules) => {
    expect(rulesWith(rules)).toStrictEqual({ ...rulesWith(), ...rules });
  });

  it.each([[[]], [[0]], [[1.5]], [[3, 0]], [['4']], ['4,1'], [[1001]], [Array(17).fill(1)]])(
    'refuses the rounds %p',
    (rounds) => {
      expect(() => rulesWith({ rounds: rounds as number[] })).toThrow(/"rounds" must be 1 to 16 whole numbers/);
    },
  );

  it.each([
    [{ decidingRound: 0 }],
    [{ rounds: [4, 1], decidingRound: 0 }],
    [{ rounds: [4, 4], decidingRound: 1 }],
    [{ rounds: [4, 4], decidingRound: -1 }],
    [{ rounds: [4, 4], decidingRound: 0.5 }],
  ])('refuses a deciding round that is not before the one that votes: %p', (rules) => {
    expect(() => rulesWith(rules)).toThrow(/"decidingRound" must be a round before the one that votes/);
  });

  it('refuses another guard', () => {
    expect(() => rulesWith({ guard: 'nobody' as 'vote' })).toThrow(/"guard" must be vote or synthesis/);
  });
});
