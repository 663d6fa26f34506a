import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { OWN_QUESTIONS, QuestionReader } from '../../src/bench/questions.ts';
import type { Profile } from '../../src/consensus/decision.ts';

function read(lines: readonly string[], profile: Profile = 'auto') {
  const reader = new QuestionReader('q.jsonl', profile);
  for (const [index, line] of lines.entries()) reader.add(line, index + 1);
  return reader;
}

const numbered = (count: number) =>
  read(Array.from({ length: count }, (_, index) => JSON.stringify({ question: `What is ${index}?`, answer: index })));

describe('the questions of a file', () => {
  test('have a canonical answer, or none', () => {
    expect(
      read([
        '{"question": "a?", "answer": "$1,200.00"}',
        '{"question": "b?", "answer": 7, "set": "easy", "source": "ignored"}',
        '{"question": "c?", "answer": null}',
      ]).questions,
    ).toEqual([
      { question: 'a?', answer: '1200 USD', set: null },
      { question: 'b?', answer: '7', set: 'easy' },
      { question: 'c?', answer: null, set: null },
    ]);
  });

  test.each([
    ['no JSON', 'What is 1?', /^q\.jsonl:2: .*JSON/],
    ['a list', '[]', /^q\.jsonl:2: the line must be an object/],
    ['no question', '{"answer": 1}', /^q\.jsonl:2: question must be a text/],
    ['an empty question', '{"question": " ", "answer": 1}', /^q\.jsonl:2: question must be a text/],
    ['no answer', '{"question": "b?"}', /^q\.jsonl:2: answer must be a text or a number, or null/],
    ['an answer that is an object', '{"question": "b?", "answer": {}}', /^q\.jsonl:2: answer must be a text/],
    [
      'an answer that is none',
      '{"question": "b?", "answer": "I don’t know"}',
      /^q\.jsonl:2: answer "I don’t know" is none/,
    ],
    ['a set that is no text', '{"question": "b?", "answer": 1, "set": 2}', /^q\.jsonl:2: set must be a text/],
    ['a question once more', '{"question": "a?", "answer": 2}', /^q\.jsonl:2: the question stands in line 1 already$/],
  ])('are refused by line: %s', (_, line, message) => {
    expect(() => read(['{"question": "a?", "answer": 1}', line])).toThrow(
      expect.objectContaining({ code: 'PACORE_INPUT', message: expect.stringMatching(message) }),
    );
  });

  test('there must be some', () => {
    expect(() => read([]).draw(1, 1)).toThrow('q.jsonl has no questions.');
  });
});

describe('drawing questions', () => {
  const texts = (count: number, seed: number) =>
    numbered(50)
      .draw(count, seed)
      .map(({ question }) => question);

  test('takes each once at most, by the seed', () => {
    expect(new Set(texts(50, 1)).size).toBe(50);
    expect(texts(2000, 1)).toHaveLength(50);
    expect(texts(20, 1)).toEqual(texts(50, 1).slice(0, 20));
    expect(texts(50, 1)).not.toEqual(texts(50, 2));
    expect(texts(50, 1)).not.toEqual(numbered(50).questions.map(({ question }) => question));
  });

  test('gives every place every question about as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 1000; seed += 1) {
      const [first = ''] = texts(1, seed);
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    expect(counts.size).toBe(50);
    expect(Math.max(...counts.values())).toBeLessThan(50);
  });

  test('gives each a seed of its own', () => {
    const drawn = numbered(50).draw(50, 2 ** 32 - 10);
    expect(new Set(drawn.map(({ seed }) => seed)).size).toBe(50);
    expect(Math.max(...drawn.map(({ seed }) => seed))).toBeLessThan(2 ** 32);
  });
});

describe('the questions of the package', () => {
  const lines = readFileSync(OWN_QUESTIONS, 'utf8').trim().split('\n');

  test('are many, each once, and in four sets', () => {
    const { questions } = read(lines);
    expect(questions.length).toBeGreaterThanOrEqual(2000);
    const sets = new Set(questions.map(({ set }) => set));
    expect([...sets].sort()).toEqual(['held out', 'in distribution', 'out of scope', 'typed']);
    for (const { answer, set } of questions) expect(answer === null).toBe(set === 'out of scope');
  });

  test('are those of the training’s test file, and those that users might type', () => {
    const tests = ['test', 'typed'].flatMap(
      (name) => JSON.parse(readFileSync(`training/${name}.json`, 'utf8')) as { q: string; answer: number | null }[],
    );
    const answers = new Map(tests.map(({ q, answer }) => [q, answer]));
    const own = lines.map((line) => JSON.parse(line) as { question: string; answer: number | null });
    expect(own).toHaveLength(answers.size);
    for (const { question, answer } of own) expect(answers.get(question)).toBe(answer);
  });
});
