import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { advise, type AdviseOptions } from '../../../src/consensus/advisor/advise.ts';
import type { AnswerSheet } from '../../../src/consensus/advisor/answer-sheet.ts';
import { halvesOf } from '../../../src/consensus/advisor/halves.ts';
import { search } from '../../../src/consensus/advisor/search.ts';
import { equalWeights, rightBy } from '../../../src/consensus/advisor/vote-counter.ts';
import { endOf, engine, numbers, row, sheetOf, ungraded, type Question } from './sheets.ts';

const adviceOn = (sheet: AnswerSheet, options: AdviseOptions = {}) => endOf(advise(sheet, options));

/** `count` questions of members with these chances to be right, each on its own. */
function independent(strengths: readonly number[], count: number, seed = 1): readonly Question[] {
  const draw = numbers(seed);
  return Array.from({ length: count }, () => {
    // Any letter is as often right as another: ties are decided by their order.
    const gold = Math.floor(draw() * 4);
    const answers = strengths.map((strength) => (draw() < strength ? gold : gold + 1 + Math.floor(draw() * 3)));
    return row(answers.map((answer) => 'ABCD'.charAt(answer % 4)).join(''), 'ABCD'.charAt(gold));
  });
}

describe('the advice', () => {
  it('finds that equal, independent members gain by voting, and warns of nothing', () => {
    const { committees, all, recommendation, warnings, members } = adviceOn(
      sheetOf(independent([0.6, 0.6, 0.6, 0.6, 0.6], 400)),
    );
    expect(committees.map(({ size, searched, tried }) => [size, searched, tried])).toEqual([
      [3, 'all', 10],
      [4, 'all', 5],
      [5, 'all', 1],
    ]);
    for (const { heldOut } of committees) {
      expect(heldOut.gainInterval[0]).toBeGreaterThan(0);
      expect(heldOut.gain).toBeCloseTo(Math.max(heldOut.majority, heldOut.weighted) - heldOut.bestMember, 1);
    }
    expect(all.members).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(recommendation.rule).not.toBeNull();
    expect(recommendation.members.length).toBeGreaterThan(1);
    expect(warnings).toEqual([]);
    expect(members).toHaveLength(5);
  });

  it('warns where a majority of weak members outvotes a strong one, and weighs it instead', () => {
    const { committees, recommendation, warnings, spread } = adviceOn(sheetOf(independent([0.95, 0.3, 0.3], 400)));
    expect(committees[0]).toMatchObject({ rule: 'weighted_voting', bestMember: 'a', losing: 1 });
    expect(committees[0]?.heldOut.gains.majority.interval[1]).toBeLessThan(0);
    expect(spread).toBeGreaterThan(0.5);
    expect(recommendation).toMatchObject({ members: ['a'], rule: null });
    expect(warnings[0]).toMatch(
      /^a \+ b \+ c: majority_voting will lose to the best member alone, a: .*−\d+\.\d points/,
    );
    expect(warnings.join('\n')).toMatch(/of unequal strength: a 9\d\.\d %/);
  });

  it('names the member with which committees lose', () => {
    const { warnings } = adviceOn(sheetOf(independent([0.7, 0.7, 0.7, 0.1], 400)), { maxSize: 3 });
    expect(warnings.join('\n')).toMatch(/Of 4 committees of 3 \d lose .*; with d 3 of 3\./);
  });

  it('warns of copies, of few questions, of questions without gold, and of members that answered little', () => {
    const questions = independent([0.6, 0.6], 20).map(({ responses, gold }, index) => {
      const copy = { member: 'copy', answer: responses[0]?.answer ?? null };
      const rare = index < 3 ? [{ member: 'rare', answer: 'A' }] : [];
      return { responses: [...responses, copy, ...rare], ...(gold !== undefined && { gold }) };
    });
    const { warnings } = adviceOn(sheetOf([...questions, ungraded('AB')]));
    const text = warnings.join('\n');
    expect(text).toMatch(/Correlated errors \(phi from 0\.6\): a and copy \(1\.00\)/);
    expect(text).toMatch(/Too few questions: 20 with a gold answer/);
    expect(text).toMatch(/1 questions without a gold answer were left out/);
    expect(text).toMatch(/rare answered 3 of 20 questions/);
  });

  it('states what the engine decides on the other half', () => {
    const questions = independent([0.8, 0.6, 0.5, 0.3], 60, 7);
    const { committees } = adviceOn(sheetOf(questions), { seed: 5 });
    const heldOut = [...halvesOf(60, 5).heldOut].flatMap((place) => questions[place] ?? []);
    for (const { members, weights, heldOut: stated } of committees) {
      const electorate = members.map((member) => ({ member, samples: 1, weight: weights[member] ?? 0 }));
      const accuracy = (decide: (question: Question) => string | null) =>
        Math.round((1e4 * heldOut.filter((question) => decide(question) === question.gold).length) / 30) / 1e4;
      expect(stated.majority).toBe(accuracy(({ responses }) => engine.decide(responses, { members }).answer));
      const own = (question: Question) => question.responses.filter(({ member }) => members.includes(member));
      expect(stated.weighted).toBe(
        accuracy((question) => engine.decide(own(question), { strategy: 'weighted_voting', electorate }).answer),
      );
    }
  });

  it('is the same for the same seed, and for another seed of other halves', () => {
    const sheet = sheetOf(independent([0.7, 0.6, 0.5], 100));
    expect(adviceOn(sheet, { seed: 3 })).toEqual(adviceOn(sheet, { seed: 3 }));
    expect(adviceOn(sheet, { seed: 3 }).committees).not.toEqual(adviceOn(sheet, { seed: 4 }).committees);
  });

  it('never goes below two members, nor above those there are', () => {
    const sizes = (members: string, maxSize?: number) =>
      adviceOn(sheetOf([row(members), row(members), row(members)]), { maxSize }).committees.map(({ size }) => size);
    expect(sizes('AB')).toEqual([2]);
    expect(sizes('ABC', 2)).toEqual([2]);
    expect(sizes('ABC', 9)).toEqual([3]);
    expect(sizes('AAAAAAA')).toEqual([3, 4, 5]);
    expect(sizes('AAAAAAA', 7)).toEqual([3, 4, 5, 6, 7]);
  });

  it.each<[string, AdviseOptions, string, RegExp]>([
    ['a committee of one', { maxSize: 1 }, 'PACORE_USAGE', /"maxSize" must be a whole number of at least 2, not 1/],
    ['half a member', { maxSize: 2.5 }, 'PACORE_USAGE', /"maxSize"/],
    ['a seed that is none', { seed: 0.5 }, 'PACORE_USAGE', /"seed" must be a whole number, not 0.5/],
    ['one option', { options: 1 }, 'PACORE_USAGE', /"options" must be a whole number of at least 2, not 1/],
    ['one option', { options: 1 }, 'PACORE_USAGE', /"options"/],
  ])('refuses %s', (_, options, code, message) => {
    const sheet = sheetOf([row('AB'), row('AB')]);
    expect(() => adviceOn(sheet, options)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ['one member', [row('A'), row('B')], /responses of 1 members; a committee needs at least 2/],
    ['one question', [row('AB')], /gold answer: 1;/],
    ['no gold answers', [ungraded('AB'), ungraded('AB')], /gold answer: 0;/],
  ])('refuses %s', (_, questions, message) => {
    expect(() => adviceOn(sheetOf(questions))).toThrow(
      expect.objectContaining({ code: 'PACORE_INPUT', message: expect.stringMatching(message) }),
    );
  });
});

describe('the search', () => {
  const inputOf = (sheet: AnswerSheet, mostBallots: number) => {
    const questions = Int32Array.from({ length: sheet.questions }, (_, place) => place);
    const majority = equalWeights(sheet);
    const hits = sheet.members.map((_, member) =>
      rightBy(sheet, questions, Int32Array.of(member), majority).reduce((sum, right) => sum + right, 0),
    );
    return { sheet, questions, majority, weighted: { ...majority, byConfidence: true }, hits, mostBallots };
  };

  it('by beam finds what trying all finds, where the beam holds all of the size below', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const sheet = sheetOf(independent([0.7, 0.6, 0.6, 0.5, 0.4, 0.3], 30, seed));
        const [all] = endOf(search(inputOf(sheet, Infinity), [3]));
        const [greedy] = endOf(search(inputOf(sheet, 0), [3]));
        expect([all?.searched, greedy?.searched]).toEqual(['all', 'greedy']);
        expect(greedy?.tried).toBe(20);
        const [one, other] = [all?.best[0], greedy?.best[0]];
        expect([other?.majority, other?.weighted]).toEqual([one?.majority, one?.weighted]);
      }),
      { numRuns: 20 },
    );
  });

  it('tries fewer than all where they are many, and nothing is better than what it keeps first', () => {
    const sheet = sheetOf(independent(Array<number>(12).fill(0.5), 40));
    const [level] = endOf(search(inputOf(sheet, 5000), [4]));
    expect(level).toMatchObject({ size: 4, searched: 'greedy' });
    expect(level?.tried).toBeLessThanOrEqual(20 * 9);
    const scores = (level?.best ?? []).map(({ majority, weighted }) => Math.max(majority, weighted));
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
  });
});
