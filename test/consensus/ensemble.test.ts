import { describe, expect, it } from '@jest/globals';
import { answerSimilarity, answerSupport } from '../../src/consensus/answer-similarity.ts';
import { ConsensusEngine, type DecideOptions } from '../../src/consensus/engine.ts';
import { cpuTime } from './cpu-time.ts';
import { ballot, electionOf, failed, rulesWith, voters } from './ballots.ts';

const engine = new ConsensusEngine({ strategy: 'ensemble' });
const rules = rulesWith({ strategy: 'ensemble' });

/** Decides by texts, one member each. */
const merge = (texts: readonly string[], options: DecideOptions = {}) =>
  engine.decide(
    texts.map((text, index) => ({ member: `m${index}`, text })),
    options,
  );

describe('ensemble', () => {
  it('takes the response most similar to all, and no other text', () => {
    const texts = [
      'bananas are yellow',
      'paris is the capital',
      'the capital is paris, france',
      'paris is the capital city',
    ];
    const decision = merge(texts, { profile: 'text' });
    expect(decision).toMatchObject({ answer: 'paris is the capital', text: 'paris is the capital', tieBreak: null });
    // Itself 1, "the capital is paris, france" 2 × 4 / (4 + 6), "… city" 2 × 4 / (4 + 5), "bananas …" 0.
    expect(decision.confidence).toBe(Number(((1 + 0.8 + 8 / 9) / 4).toFixed(4)));
  });

  it('compares answers, not wording: the majority of numbers wins over a popular phrase', () => {
    const phrase = 'Let us think about it step by step, and then we see that the answer is';
    const texts = [`${phrase} 55.`, `${phrase} 56.`, `${phrase} 57.`, '#### 54', 'So: \\boxed{54}'];
    expect(merge(texts)).toMatchObject({ answer: '54', confidence: 0.4, agreement: 0.4, text: '#### 54' });
  });

  it('takes the most typical text of the winning answer', () => {
    const texts = ['54', 'x y z. The answer is 54.', 'x y. The answer is 54.', 'x y z. The answer is 55.'];
    expect(merge(texts)).toMatchObject({ answer: '54', text: texts[2], confidence: 0.75 });
  });

  it('of equally typical texts takes the most confident, then the first', () => {
    const cast = (confidences: readonly (number | null)[]) =>
      engine.decideBallots({
        electorate: voters('a', 'b', 'c'),
        ballots: confidences.map((confidence, index) =>
          ballot('abc'.charAt(index), 'x', { confidence, text: `text ${index}` }),
        ),
        rules,
      }).text;
    expect(cast([0.5, 0.7, 0.6])).toBe('text 1');
    expect(cast([null, 0.5, 0.7])).toBe('text 2');
    expect(cast([0.5, null, 0.7])).toBe('text 2');
    expect(cast([null, null, null])).toBe('text 0');
    expect(cast([0.5, 0.5, 0.5])).toBe('text 0');
  });

  it('weighs members', () => {
    const electorate = ['a', 'b', 'c'].map((member, index) => ({ member, samples: 1, weight: index === 2 ? 3 : 1 }));
    const ballots = ['red green blue', 'red green', 'red'].map((answer, index) =>
      ballot('abc'.charAt(index), answer, { weight: index === 2 ? 3 : 1 }),
    );
    // c: 3 + 0.5 + 2/3; b: 1 + 0.8 + 3 × 2/3; a: 1 + 0.8 + 3 × 0.5
    expect(engine.decideBallots({ electorate, ballots, rules })).toMatchObject({
      answer: 'red',
      confidence: 0.8333,
      agreement: 0.6,
      tally: [
        { answer: 'red', share: 0.8333 },
        { answer: 'red green', share: 0.76 },
        { answer: 'red green blue', share: 0.66 },
      ],
    });
  });

  it('keeps abstaining, failed, cancelled and missing voters in the denominator', () => {
    const electorate = voters('a', 'b', 'c', 'd', 'e');
    const cancelled = ballot('d', null, { finish: 'cancelled', text: 'x' });
    const ballots = [ballot('a', 'x', { text: 'x' }), ballot('b', null, { text: 'x' }), failed('c'), cancelled];
    expect(engine.decideBallots({ electorate, ballots, rules })).toMatchObject({ answer: 'x', confidence: 0.2 });
  });

  it('has no answer where only rankings have candidates', () => {
    const ballots = [ballot('a', null, { ranking: ['x'] })];
    expect(engine.decideBallots({ electorate: voters('a'), ballots, rules })).toMatchObject({
      answer: null,
      text: null,
      confidence: 0,
    });
  });

  it('breaks ties like every strategy', () => {
    expect(engine.decideBallots(electionOf(['y', 'x'], { strategy: 'ensemble' }))).toMatchObject({
      answer: 'x',
      tieBreak: 'order',
      confidence: 0.5,
    });
  });

  it('counts answers that are the same by option as equal', () => {
    const texts = ['Answer: 3.14', 'Answer: 3.141', 'Answer: 3'];
    expect(merge(texts, { options: { numericTolerance: 0.001 } })).toMatchObject({
      answer: '3.14',
      confidence: 0.6667,
    });
  });

  it('merges a thousand free texts within two seconds', () => {
    const texts = Array.from({ length: 1000 }, (_, index) =>
      Array.from({ length: 200 }, (__, word) => `w${(index * 31 + word * (1 + (index % 13))) % 2000}`).join(' '),
    );
    expect(cpuTime(() => merge(texts, { profile: 'text' }))).toBeLessThan(2000);
  });

  it('merges a thousand long texts of one answer within a second', () => {
    const texts = Array.from({ length: 1000 }, (_, index) => {
      const words = Array.from({ length: 200 }, (__, word) => `w${(index * 31 + word * (1 + (index % 13))) % 2000}`);
      return `${words.join(' ')}. Answer: 54`;
    });
    expect(cpuTime(() => merge(texts))).toBeLessThan(1000);
  });

  it('needs all ballots: it is never settled before', () => {
    const election = electionOf(['x', 'x', 'x'], { strategy: 'ensemble' });
    expect(engine.isSettled({ ...election, ballots: election.ballots.slice(0, 2) })).toBe(false);
    expect(engine.ballotsNeeded(election)).toBe(3);
  });
});

describe('a synthesis', () => {
  const texts = ['Answer: 54', 'Answer: 54', 'Answer: 55'];
  const withSynthesis = (text: string, options: object = {}) =>
    merge(texts, { options: { synthesis: { text, member: 'm2' }, ...options } });

  it('gives the text, and the answer that it speaks for', () => {
    expect(withSynthesis('All in all the answer is 55.')).toMatchObject({
      answer: '55',
      text: 'All in all the answer is 55.',
      confidence: 0.3333,
      agreement: 0.3333,
      status: 'low_confidence',
      tally: [
        { answer: '55', score: 1 },
        { answer: '54', score: 2 },
      ],
      rules: { options: { synthesis: { text: 'All in all the answer is 55.', member: 'm2' } } },
    });
    expect(withSynthesis('It must be 54').confidence).toBe(0.6667);
  });

  it.each(['The answer is 56.', "I don't know.", ''])('that says %j is set aside', (text) => {
    expect(withSynthesis(text)).toMatchObject({ answer: '54', text: 'Answer: 54', confidence: 0.6667 });
  });

  it('counts as the same by option', () => {
    const decision = withSynthesis('Answer: 55.01', { numericTolerance: 0.001 });
    expect(decision).toMatchObject({ answer: '55', text: 'Answer: 55.01', confidence: 0.3333 });
  });

  it('of free text speaks for the most similar answer, and is as sure as it is similar to all', () => {
    const synthesis = { text: 'red green blue' };
    const decision = merge(['red green', 'blue', 'black'], { profile: 'text', options: { synthesis } });
    // 0.8 to "red green", 0.5 to "blue", 0 to "black"
    expect(decision).toMatchObject({ answer: 'red green', text: 'red green blue', confidence: 0.4333, tieBreak: null });
  });

  it('between answers as similar is decided by the tie-break', () => {
    const synthesis = { text: 'red green' };
    const decision = merge(['red', 'green', 'black'], { profile: 'text', options: { synthesis } });
    expect(decision).toMatchObject({ answer: 'green', confidence: 0.4444, tieBreak: 'order' });
  });

  it.each<readonly [unknown, RegExp]>([
    ['text', /"synthesis" must be an object \{ text, member \}, not "text"/],
    [{}, /"synthesis.text" must be a string, not undefined/],
    [{ text: 5 }, /"synthesis.text" must be a string, not 5/],
    [{ text: 'x', member: 5 }, /"synthesis.member" must be the name of a member, not 5/],
  ])('that is %j is refused before anybody is asked', (synthesis, message) => {
    const refusal = expect.objectContaining({ code: 'PACORE_USAGE', message: expect.stringMatching(message) });
    expect(() => engine.rules({ options: { synthesis } })).toThrow(refusal);
    expect(() => engine.decideBallots(electionOf(['x'], { strategy: 'ensemble', options: { synthesis } }))).toThrow(
      refusal,
    );
    expect(() => engine.rules({ strategy: 'majority_voting', options: { synthesis } })).not.toThrow();
  });

  it('may be null or undefined, and is not inherited', () => {
    const inherited = Object.create({ synthesis: 5 }) as Readonly<Record<string, unknown>>;
    for (const options of [{ synthesis: null }, { synthesis: undefined }, inherited]) {
      expect(merge(texts, { options })).toMatchObject({ answer: '54', text: 'Answer: 54' });
    }
  });
});

describe('the similarity of answers', () => {
  it.each([
    ['54', '54', 1],
    ['54', '55', 0],
    ['54', '54 apples', 0],
    ['3.14', '3.15', 0],
    ['A', 'B', 0],
    ['the cat sat', 'the cat sat down', 6 / 7],
    ['paris', 'rome', 0],
  ])('of %j and %j is %d', (one, other, expected) => {
    expect(answerSimilarity(one, other)).toBe(expected);
    expect(answerSimilarity(other, one)).toBe(expected);
    const support = answerSupport(
      new Map(
        one === other
          ? [[one, 2]]
          : [
              [one, 2],
              [other, 3],
            ],
      ),
    );
    expect(support.get(one)).toBeCloseTo(one === other ? 2 : 2 + 3 * expected);
    expect(support.get(other)).toBeCloseTo(one === other ? 2 : 3 + 2 * expected);
  });
});
