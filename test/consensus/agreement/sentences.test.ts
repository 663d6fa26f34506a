import { describe, expect, it } from '@jest/globals';
import { settledAnswers } from '../../../src/consensus/agreement/settle.ts';
import { cpuTime } from '../cpu-time.ts';
import { givenBy, settled } from './given.ts';

describe('a sentence', () => {
  it.each([
    [['It was written by Jane Austen in 1813.', 'Jane Austen', 'Charlotte Brontë'], 'jane austen'],
    [['The answer is Paris, France.', 'Paris', 'Lyon'], 'paris'],
    [['**Canberra** is the capital, not Sydney.', 'Canberra', 'Sydney'], 'canberra'],
    [['Many people think it is Sydney, but it is Canberra.', 'Canberra', 'Sydney'], 'canberra'],
    [['The blue whale (Balaenoptera musculus) is the largest animal.', 'Blue whale', 'The elephant'], 'blue whale'],
    [['The largest is Jupiter, which is bigger than Saturn.', 'Jupiter', 'Saturn'], 'jupiter'],
    [['World War II ended in 1945.', '1945', '1944'], '1945'],
    [['Mount Everest is the highest mountain.', 'Mt. Everest', 'K2'], 'mount everest'],
    [['The play is by William Shakespeare.', 'Shakespeare', 'Marlowe'], 'shakespeare'],
    [['It has 12 of them, I would say.', '12', '13'], '12'],
    [['No, tomatoes are fruits.', 'No.', 'Yes'], 'no'],
  ])('%j says what the short answer beside it says', ([sentence = '', fact = '', rival = ''], answer) => {
    expect(settled([sentence, fact, rival]).slice(0, 2)).toEqual([answer, answer]);
    expect(settled([rival, fact, sentence]).slice(1)).toEqual([answer, answer]);
  });

  it.each([
    [['It is in South Korea.', 'Korea']],
    [['South Korea', 'North Korea', 'Korea']],
    [['It is Paris or Lyon.', 'Paris']],
    [['Is it Paris? Or Lyon, or Nice?', 'Paris', 'Lyon']],
    [['Jane Austen did not write it.', 'Jane Austen']],
    [['World War II lasted from 1939 to 1945.', '1939', '1945']],
    [['It is not spam.', 'spam']],
    [['Marie Curie', 'Pierre Curie', 'Curie']],
    [['Tokyo, Japan', 'Japan']],
    [['It was on March 5.', '5']],
  ])('of %j stays apart', (texts) => {
    expect(new Set(settled(texts)).size).toBe(texts.length);
  });

  it('leads to the shortest form', () => {
    expect(new Set(settled(['Everest', 'Mount Everest', 'The highest is Mount Everest.']))).toEqual(
      new Set(['everest']),
    );
    expect(settled(['Marie Curie', 'Curie', 'It was Curie.', 'Einstein'])).toEqual([
      'curie',
      'curie',
      'curie',
      'einstein',
    ]);
  });

  it('means of two facts the one that the question does not name', () => {
    const texts = ['The capital of France is Paris.', 'Paris', 'France'];
    expect(settled(texts)[0]).toBe('the capital of france is paris');
    expect(settled(texts, 'What is the capital of France?')[0]).toBe('paris');
  });

  it('must state it in every text that has its answer', () => {
    const [sentence, fact] = givenBy(['It is Paris now', 'Paris']);
    if (sentence === undefined || fact === undefined) throw new Error('both have an answer');
    const others = [sentence, { ...sentence, text: 'It is "Paris Now"' }, fact];
    expect(settledAnswers([sentence, fact], 'auto').get(sentence.answer)).toBe('paris');
    expect(settledAnswers(others, 'auto').get(sentence.answer)).toBe(sentence.answer);
  });

  it('is no explanation of many pages', () => {
    const long = `${'Many words are said here. '.repeat(100)}In the end there is Paris.`;
    expect(settled([long, 'Paris'])[0]).not.toBe('paris');
  });
});

describe('two sentences', () => {
  it.each([
    [
      ['Francis Scott Fitzgerald wrote The Great Gatsby.', 'It is by Francis Scott Fitzgerald, from 1925.'],
      'francis scott fitzgerald',
    ],
    [['The painter was Vincent van Gogh.', 'Vincent van Gogh painted The Starry Night in 1889.'], 'vincent van gogh'],
    [['It was clearly Niels Bohr.', 'The person was Niels Bohr.'], 'niels bohr'],
    [['A triangle has exactly 3 sides to it.', 'Of sides it has got 3, no more.'], '3'],
  ])('%j agree in what both name', (texts, name) => {
    expect(settled(texts)).toEqual([name, name]);
    expect(settled([...texts].reverse())).toEqual([name, name]);
  });

  it('that name several things have the shorter one as their name', () => {
    const texts = ['The capital of Australia is Canberra.', "Canberra is Australia's capital."];
    expect(settled(texts)).toEqual(["canberra is australia's capital", "canberra is australia's capital"]);
    expect(settled(texts, 'What is the capital of Australia?')).toEqual(['canberra', 'canberra']);
  });

  it.each([
    [['Charles Dickens wrote it in London.', 'Jane Austen wrote it in London.']],
    [['The capital of Australia is Canberra.', 'The capital of Australia is Sydney.']],
    [['Jane Austen published it in 1813.', 'Jane Austen published it in 1811.']],
    [['It was not Niels Bohr who did it.', 'The person was Niels Bohr.']],
    [['It is a nice day for a walk.', 'A walk is nice on such a day.']],
    [['They lie 3 km from there, so far away.', 'From there they lie 3 miles, so far away.']],
    [['Bohr it was, and he worked in Copenhagen. Niels Bohr, that is.', 'The person was Niels Bohr.']],
  ])('%j do not', (texts) => {
    expect(new Set(settled(texts)).size).toBe(2);
  });

  it('do not agree in what the question names', () => {
    const texts = ['I like Niels Bohr for his ideas.', 'His ideas made Niels Bohr famous.'];
    expect(new Set(settled(texts)).size).toBe(1);
    expect(new Set(settled(texts, 'What do you think of Niels Bohr?')).size).toBe(2);
  });

  it('of three all agree with all, or none', () => {
    const agreeing = ['It was clearly Niels Bohr.', 'The person was Niels Bohr.', 'I would say Niels Bohr then.'];
    expect(settled(agreeing)).toEqual(['niels bohr', 'niels bohr', 'niels bohr']);
    const bridged = ['It was Niels Bohr in Rome.', 'The person was Niels Bohr.', 'Niels Bohr did it in Oslo.'];
    expect(new Set(settled(bridged)).size).toBe(3);
  });
});

describe('hostile answers', () => {
  it('are settled in well under a second, however many they are', () => {
    const given = Array.from({ length: 2000 }, (_, index) => ({
      answer: `it is the city of number ${index}`,
      weight: 1,
      text: `It is the City of Number ${index}, so they say.`,
    }));
    expect(cpuTime(() => settledAnswers(given, 'auto'))).toBeLessThan(1000);
  });

  it.each(['Paris ', 'paris ', 'not ', 'is 5 ', 'or Paris ', '5 or ', 'many think ', 'A', '"', '. ', 'March 5 '])(
    'of %j are settled in well under a second',
    (piece) => {
      const text = piece.repeat(Math.floor(1400 / piece.length));
      const given = [
        ...Array.from({ length: 29 }, (_, index) => `${text}${index}`),
        'paris',
        'not',
        '5',
        'many think',
      ].map((answer) => ({ answer: answer.toLowerCase().trim(), weight: 1, text: answer }));
      expect(cpuTime(() => settledAnswers(given, 'auto'))).toBeLessThan(1000);
    },
  );
});
