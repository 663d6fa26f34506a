/** Options and correlation against their definitions. */
import { expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { errorCorrelation } from '../../../src/consensus/advisor/correlation.ts';
import { optionsOf } from '../../../src/consensus/advisor/options.ts';
import { equalWeights, rightBy } from '../../../src/consensus/advisor/vote-counter.ts';
import { numbers, row, sheetOf } from './sheets.ts';

const pairsOf = (count: number): number => (count * (count - 1)) / 2;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

it.each(Array.from({ length: 60 }, (_, index) => index))('options are what the definition says: case %d', (index) => {
  const draw = numbers(index + 1);
  // From few kinds of answers to more than any list of options has, most of them seldom.
  const kinds = 1 + Math.floor(draw() * 70);
  const count = 2 + Math.floor(draw() * 80);
  const answer = (): string => `n${Math.floor(kinds * (index % 3 === 0 ? draw() ** 4 : draw()))}`;
  const questions = Array.from({ length: count }, () => ({
    responses: ['a', 'b', 'c', 'd'].flatMap((member) => {
      const fate = draw();
      if (fate < 0.1) return [];
      const first = { member, answer: fate < 0.2 ? null : answer() };
      return fate > 0.8 ? [first, { member, answer: answer() }] : [first];
    }),
    gold: 'n0',
  }));
  const sheet = sheetOf(questions, ['a', 'b', 'c', 'd'], 'text');
  const given = questions.flatMap(({ responses }) => [...responses.map((response) => response.answer), 'n0']);
  const frequencies = new Map<string, number>();
  for (const one of given) if (one !== null) frequencies.set(one, (frequencies.get(one) ?? 0) + 1);
  const total = sum([...frequencies.values()]);
  const listed = [...frequencies.values()].filter((often) => often >= 0.005 * total).length;
  const half = questions.slice(0, Math.ceil(count / 2));
  const wrong = half.map(({ responses }) => {
    const firsts = responses.filter(
      ({ member }, place) => responses.findIndex((other) => other.member === member) === place,
    );
    return firsts.flatMap(({ answer: one }) => (one === null || one === 'n0' ? [] : [one]));
  });
  const pairs = sum(wrong.map((answers) => pairsOf(answers.length)));
  const equal = sum(
    wrong.map((answers) =>
      sum([...new Set(answers)].map((one) => pairsOf(answers.filter((other) => other === one).length))),
    ),
  );
  const isList = frequencies.size <= 52 && listed <= 26 && 2 * listed <= count;
  const expected = isList ? listed : Math.round((1 + (pairs + 1) / (equal + 1)) * 100) / 100;
  expect(optionsOf(sheet, Int32Array.from(half.keys()))).toBe(Math.max(2, expected));
});

it('a list of options ends at 26 kinds, or at half as many as there are questions', () => {
  const listOf = (kinds: number, questions: number) => {
    const rows = Array.from({ length: questions }, (_, index) => ({
      responses: [{ member: 'a', answer: `n${index % kinds}` }],
      gold: `n${index % kinds}`,
    }));
    return optionsOf(sheetOf(rows, ['a'], 'text'), Int32Array.from(rows.keys()));
  };
  expect(listOf(26, 52)).toBe(26);
  expect(listOf(27, 54)).toBe(2);
  expect(listOf(26, 51)).toBe(2);
  expect(listOf(1, 10)).toBe(2);
});

it('the correlation is that of Pearson, over the questions that both responded to', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom('A', 'A', 'B', '-', ' '))), {
        minLength: 1,
        maxLength: 20,
      }),
      (rows) => {
        const names = ['a', 'b', 'c', 'd'];
        const sheet = sheetOf(
          rows.map((answers) => row(answers.join(''))),
          names,
        );
        const every = Int32Array.from(rows.keys());
        const right = names.map((_, member) => rightBy(sheet, every, Int32Array.of(member), equalWeights(sheet)));
        const expected = names
          .flatMap((a, one) =>
            names.slice(one + 1).map((b, step) => {
              const both = rows.map((answers) => [answers[one], answers[one + 1 + step]] as const);
              const errors = both
                .filter(([x, y]) => x !== ' ' && y !== ' ')
                .map((pair) => pair.map((said) => Number(said !== 'A')));
              return {
                a,
                b,
                phi: pearson(
                  errors.map(([x = 0]) => x),
                  errors.map(([, y = 0]) => y),
                ),
              };
            }),
          )
          .sort((one, other) => (other.phi ?? -2) - (one.phi ?? -2));
        const known = expected.flatMap(({ phi }) => (phi === null ? [] : [phi]));
        const { mean, pairs } = errorCorrelation(sheet, right);
        expect(pairs.map(({ a, b }) => a + b)).toEqual(expected.map(({ a, b }) => a + b));
        for (const [place, { phi }] of pairs.entries()) {
          const wanted = expected[place]?.phi ?? null;
          if (wanted === null) expect(phi).toBeNull();
          else expect(phi).toBeCloseTo(wanted, 4);
        }
        if (known.length === 0) expect(mean).toBeNull();
        else expect(mean).toBeCloseTo(sum(known) / known.length, 3);
      },
    ),
    { numRuns: 300 },
  );
});

/** Four decimals, as the advice has them, so that what is equal there is equal here. */
function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  const mean = (values: readonly number[]): number => sum(values) / values.length;
  const centred = (values: readonly number[]): readonly number[] => values.map((value) => value - mean(values));
  const [dx, dy] = [centred(xs), centred(ys)];
  const spread = Math.sqrt(sum(dx.map((value) => value * value)) * sum(dy.map((value) => value * value)));
  if (xs.length === 0 || spread < 1e-9) return null;
  return Math.round((sum(dx.map((value, place) => value * (dy[place] ?? 0))) / spread) * 1e4) / 1e4 + 0;
}

it.each([
  ['an answer that is one of two hundred is listed', 99, 3],
  ['a rarer one is a slip', 100, 2],
])('options: %s', (_, plain, expected) => {
  const rare = { responses: [{ member: 'a', answer: 'B' }], gold: 'C' };
  const sheet = sheetOf([...Array.from({ length: plain }, () => row('A')), rare]);
  expect(optionsOf(sheet, Int32Array.of(0))).toBe(expected);
});

it.each([
  ['twice as many kinds of answers as a list may have, most of them slips, hide no list', 51, 2],
  ['one more, and the answers are open', 52, 3],
])('options: %s', (_, slips, expected) => {
  const wrong = Array.from({ length: slips }, (__, index) => ({ member: 'ab'[index % 2] ?? '', answer: `n${index}` }));
  const odd = Array.from({ length: slips / 2 }, (__, index) => wrong.slice(2 * index, 2 * index + 2));
  const last = wrong.slice(2 * odd.length);
  const questions = [...odd, ...Array.from({ length: 300 }, () => last)].map((responses) => ({ responses, gold: 'A' }));
  // The two members part on the first question, and open answers that part once in one pair count as three.
  expect(optionsOf(sheetOf(questions, ['a', 'b'], 'text'), Int32Array.of(0))).toBe(expected);
});
