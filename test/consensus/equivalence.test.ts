import { describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { ballot, rulesWith } from './ballots.ts';
import { cpuTime } from './cpu-time.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { equivalenceOf, representatives, sameAnswer } from '../../src/consensus/equivalence.ts';
import { eachSimilarPair, similarity, Vocabulary } from '../../src/consensus/similarity.ts';

const engine = new ConsensusEngine();
const same = (one: string, other: string, options: Record<string, unknown>) =>
  sameAnswer(one, other, equivalenceOf(options));

describe('equivalence', () => {
  it.each([
    ['3.14', '3.141', {}, false],
    ['3.14', '3.14', {}, true],
    ['3.14', '3.141', { numericTolerance: 0.001 }, true],
    ['3.14', '3.15', { numericTolerance: 0.001 }, false],
    ['1000', '1001', { numericTolerance: 0.001 }, true],
    ['0', '0.001', { numericTolerance: 0.001 }, true],
    ['-5', '5', { numericTolerance: 0.001 }, false],
    ['1/3', '0.3333', { numericTolerance: 0.001 }, true],
    ['1', '1.5', { similarityThreshold: 0.1 }, false],
    ['5', 'five or 5', { numericTolerance: 1, similarityThreshold: 0.1 }, false],
    ['the cat sat', 'the cat sat down', { similarityThreshold: 0.8 }, true],
    ['the cat sat', 'the cat sat down', { similarityThreshold: 0.9 }, false],
    ['the cat sat', 'the cat sat down', { numericTolerance: 1 }, false],
    ['a', 'a b c', { similarityThreshold: 0.5 }, true],
    ['a b', 'b a', { similarityThreshold: 1 }, true],
    ['9007199254740993', '9007199254740992', { similarityThreshold: 0.1 }, false],
    ['9'.repeat(400), '8'.repeat(400), { numericTolerance: 1 }, false],
    ['5', '9'.repeat(400), { numericTolerance: 1 }, false],
  ])('%j and %j under %j: %j', (one, other, options, expected) => {
    expect(same(one, other, options)).toBe(expected);
    expect(same(other, one, options)).toBe(expected);
  });

  it('lets the answer with the most support around it speak for its group', () => {
    const numbers = new Map([
      ['3.1', 1],
      ['3.14', 1],
      ['3.18', 1],
      ['7', 1],
    ]);
    expect(representatives(numbers, equivalenceOf({ numericTolerance: 0.015 }))).toEqual(
      new Map([
        ['3.1', '3.14'],
        ['3.14', '3.14'],
        ['3.18', '3.14'],
        ['7', '7'],
      ]),
    );
    const heavier = new Map([...numbers, ['3.1', 3]] as [string, number][]);
    expect(representatives(heavier, equivalenceOf({ numericTolerance: 0.0001 })).get('3.1')).toBe('3.1');
  });

  it('goes by the weight of the ballots when it looks for who speaks for a group', () => {
    const electorate = ['a', 'b', 'c'].map((member, index) => ({ member, samples: 1, weight: index === 2 ? 3 : 1 }));
    const ballots = ['1.1', '1.15', '1.2'].map((answer, index) =>
      ballot('abc'.charAt(index), answer, { weight: index === 2 ? 3 : 1 }),
    );
    const winner = (numericTolerance: number) =>
      engine.decideBallots({ electorate, ballots, rules: rulesWith({ options: { numericTolerance } }) });
    expect(winner(0.05)).toMatchObject({ answer: '1.15', confidence: 1 });
    expect(winner(0.01)).toMatchObject({ answer: '1.2', confidence: 0.6 });
    const light = ballots.map((cast) => ({ ...cast, answer: cast.answer === '1.15' ? '1.25' : cast.answer }));
    const rules = rulesWith({ options: { numericTolerance: 0.05 } });
    expect(engine.decideBallots({ electorate, ballots: light, rules })).toMatchObject({
      answer: '1.2',
      confidence: 0.8,
    });
  });

  it('groups numbers by tolerance only, and texts from the threshold on', () => {
    const groups = (answers: readonly string[], options: Record<string, unknown>) =>
      new Set(representatives(new Map(answers.map((answer) => [answer, 1])), equivalenceOf(options)).values()).size;
    expect(groups(['3.14', '3.15', '54', '54 or 55'], { similarityThreshold: 0.1 })).toBe(4);
    expect(groups(['9007199254740993', '9007199254740992'], { similarityThreshold: 0.1 })).toBe(2);
    expect(groups(['a b', 'b c'], { numericTolerance: 1 })).toBe(2);
    expect(groups(['a b', 'b c'], { similarityThreshold: 0.5 })).toBe(1);
    expect(groups(['a b', 'b c'], { similarityThreshold: 0.51 })).toBe(2);
    expect(groups(['a b', 'b c', '3', '3.1'], { similarityThreshold: 0.5, numericTolerance: 0.1 })).toBe(2);
  });

  it('counts each neighbour once, and only those that are still free', () => {
    const speakers = (weights: Readonly<Record<string, number>>) =>
      Object.fromEntries(representatives(new Map(Object.entries(weights)), equivalenceOf({ numericTolerance: 0.1 })));
    expect(speakers({ '10': 9, '11': 1, '12': 1 })).toEqual({ '10': '11', '11': '11', '12': '11' });
    const chain = { '10': 1, '11': 1, '12': 5, '13': 1, '14': 1, '15': 1 };
    const [left, right] = ['11', '14'];
    expect(speakers(chain)).toEqual({ '10': left, '11': left, '12': left, '13': right, '14': right, '15': right });
  });

  it('may be null or undefined, and is not inherited', () => {
    const inherited = Object.create({ numericTolerance: 1 }) as Readonly<Record<string, unknown>>;
    for (const options of [{}, { numericTolerance: null }, { numericTolerance: undefined }, inherited]) {
      expect(equivalenceOf(options)).toEqual({ numericTolerance: null, similarityThreshold: null });
    }
  });

  it('takes a tolerance of 0, by which only equal numbers are the same', () => {
    expect(same('1/3', '0.3333', { numericTolerance: 0 })).toBe(false);
  });

  it('does not depend on the order of the answers', () => {
    const answers = fc.uniqueArray(fc.integer({ min: 0, max: 40 }).map(String), { minLength: 1, maxLength: 12 });
    const shuffled = answers.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    const weigh = (list: readonly string[]) => new Map(list.map((answer) => [answer, (Number(answer) % 3) + 0.1]));
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const equivalence = equivalenceOf({ numericTolerance: 0.1 });
        const one = [...representatives(weigh(list), equivalence)].sort();
        expect([...representatives(weigh(other), equivalence)].sort()).toEqual(one);
        for (const [, representative] of one) expect(list).toContain(representative);
      }),
    );
  });

  it('makes ballots of one group count together; the record keeps what each said', () => {
    const responses = ['3.14', '3.1416', '3', '3.15'].map((answer, index) => ({ member: `m${index}`, answer }));
    const decision = engine.decide(responses, { options: { numericTolerance: 0.005 } });
    expect(decision).toMatchObject({
      answer: '3.14',
      confidence: 0.75,
      tally: [{ answer: '3.14', members: ['m0', 'm1', 'm3'] }, { answer: '3' }],
    });
    expect(decision.ballots.map(({ answer }) => answer)).toEqual(['3.14', '3.1416', '3', '3.15']);
  });

  it('groups free texts by their words', () => {
    const texts = [
      'Water boils at one hundred degrees.',
      'Water boils at one hundred degrees Celsius!',
      'It never boils.',
    ];
    const responses = texts.map((text, index) => ({ member: `m${index}`, text }));
    const plain = { strategy: 'majority_voting', profile: 'text' } as const;
    const options = { ...plain, options: { similarityThreshold: 0.8 } };
    expect(engine.decide(responses, options)).toMatchObject({
      answer: 'water boils at one hundred degrees',
      confidence: 0.6667,
    });
    expect(engine.decide(responses, plain).confidence).toBe(0.3333);
  });

  it('groups a thousand free texts within a second', () => {
    const responses = Array.from({ length: 1000 }, (_, index) => ({
      member: `m${index}`,
      text: Array.from({ length: 100 }, (__, word) => `w${(index * 31 + word * (1 + (index % 7))) % 300}`).join(' '),
    }));
    const ms = cpuTime(() => engine.decide(responses, { profile: 'text', options: { similarityThreshold: 0.5 } }));
    expect(ms).toBeLessThan(1000);
  });
});

describe('similarity', () => {
  const words = new Vocabulary();
  const of = (one: string, other: string) => similarity(words.bagOf(one), words.bagOf(other));

  it.each([
    ['a b c', 'a b c', 1],
    ['a b c', 'c b a', 1],
    ['a b', 'c d', 0],
    ['a b', 'b c', 0.5],
    ['a a b', 'a b b', 2 / 3],
    ['a', 'a b c', 0.5],
    ['x+y', 'x+z', 2 / 3],
    ['', '', 1],
    ['', 'a', 0],
  ])('of %j and %j is %d', (one, other, expected) => {
    expect(of(one, other)).toBeCloseTo(expected);
  });

  it('is symmetric, and 1 with itself', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd')).map((list) => list.join(' '));
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(of(one, other)).toBe(of(other, one));
        expect(of(one, one)).toBe(1);
      }),
    );
  });

  it('of many texts at once is that of each pair', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')).map((list) => list.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
        const vocabulary = new Vocabulary();
        const bags = texts.map((each) => vocabulary.bagOf(each));
        const found = new Map<string, number>();
        eachSimilarPair(bags, (one, other, value) => {
          expect(one).toBeLessThan(other);
          expect(found.has(`${one},${other}`)).toBe(false);
          found.set(`${one},${other}`, value);
        });
        for (const [one, bag] of bags.entries()) {
          for (const [other, second] of bags.entries()) {
            if (one < other) expect(found.get(`${one},${other}`) ?? 0).toBe(similarity(bag, second));
          }
        }
      }),
    );
  });
});
