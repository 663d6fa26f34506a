/** The advice against the same, worked out the slow and plain way; only the counting of votes, tested by itself, is shared. */
import { expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import type { CommitteeAdvice } from '../../../src/consensus/advisor/advice.ts';
import { advise, type AdviseProgress } from '../../../src/consensus/advisor/advise.ts';
import type { AnswerSheet } from '../../../src/consensus/advisor/answer-sheet.ts';
import { gainOver } from '../../../src/consensus/advisor/gain.ts';
import { halvesOf } from '../../../src/consensus/advisor/halves.ts';
import { equalWeights, rightBy, type Counting } from '../../../src/consensus/advisor/vote-counter.ts';
import { warningsOn } from '../../../src/consensus/advisor/warnings.ts';
import { learnWeights } from '../../../src/consensus/advisor/weights.ts';
import { row, sheetOf, type Question } from './sheets.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const share = (right: readonly number[]): number =>
  right.length === 0 ? 0 : Math.round((sum(right) / right.length) * 1e4) / 1e4;
const sets = (from: readonly number[], size: number): readonly (readonly number[])[] =>
  size === 0
    ? [[]]
    : from.flatMap((first, place) => sets(from.slice(place + 1), size - 1).map((rest) => [first, ...rest]));

interface Tried {
  readonly members: readonly number[];
  readonly majority: number;
  readonly weighted: number;
}

function reference(sheet: AnswerSheet, seed: number, options: number, maxSize: number) {
  const { choosing, heldOut } = halvesOf(sheet.questions, seed);
  const everyone = sheet.members.map((_, member) => member);
  const majority = equalWeights(sheet);
  const weighted = { weights: learnWeights(sheet, choosing, options), byConfidence: true };
  const all = Int32Array.from(Array.from({ length: sheet.questions }, (_, question) => question));
  const right = (questions: Int32Array, members: readonly number[], counting: Counting) =>
    Array.from(rightBy(sheet, questions, Int32Array.from(members), counting));
  const hits = everyone.map((member) => sum(right(choosing, [member], majority)));
  const bestOf = (members: readonly number[]): number => {
    const most = Math.max(...members.map((member) => hits[member] ?? 0));
    return members.find((member) => hits[member] === most) ?? 0;
  };
  const tried = (members: readonly number[]): Tried => ({
    ...{ members, majority: sum(right(choosing, members, majority)) },
    weighted: sum(right(choosing, members, weighted)),
  });
  const oracle = (questions: Int32Array, members: readonly number[]): number => {
    const alone = members.map((member) => right(questions, [member], majority));
    return share(Array.from(questions, (_, place) => Math.max(...alone.map((one) => one[place] ?? 0))));
  };
  const judged = ({ members, majority: byMajority, weighted: byWeights }: Tried): CommitteeAdvice => {
    const best = right(heldOut, [bestOf(members)], majority);
    const gain = (counting: Counting) =>
      gainOver(Uint8Array.from(best), Uint8Array.from(right(heldOut, members, counting)), seed);
    const gains = { majority: gain(majority), weighted: gain(weighted) };
    const isWeighted = byWeights > byMajority;
    const { mean, interval } = isWeighted ? gains.weighted : gains.majority;
    const name = (member: number): string => sheet.members[member] ?? '?';
    return {
      ...{ size: members.length, members: members.map(name), bestMember: name(bestOf(members)) },
      rule: isWeighted ? 'weighted_voting' : 'majority_voting',
      weights: Object.fromEntries(
        members.map((member) => [name(member), Math.round((weighted.weights[member] ?? 0) * 1e4) / 1e4]),
      ),
      heldOut: {
        ...{ questions: heldOut.length, bestMember: share(best), oracle: oracle(heldOut, members) },
        ...{ majority: share(right(heldOut, members, majority)), weighted: share(right(heldOut, members, weighted)) },
        ...{ gain: mean, gainInterval: interval, gains },
      },
    };
  };
  const largest = Math.min(sheet.members.length, maxSize);
  const sizes = Array.from({ length: largest + 1 }, (_, size) => size).filter((size) => size >= Math.min(3, largest));
  const loses = ({ members, majority: byMajority }: Tried): boolean =>
    byMajority < Math.max(...members.map((member) => hits[member] ?? 0));
  const better = (one: Tried, other: Tried): boolean => {
    const [first, second] = [one, other].map((of) => Math.max(of.majority, of.weighted)) as [number, number];
    return first !== second ? first > second : one.majority + one.weighted > other.majority + other.weighted;
  };
  const levels = sizes.map((size) => {
    const every = sets(everyone, size).map(tried);
    const best = every.reduce((most, one) => (better(one, most) ? one : most));
    return { best, every, losing: every.filter(loses) };
  });
  const accuracies = everyone
    .map((member) => ({
      ...{ member: sheet.members[member], accuracy: share(right(all, [member], majority)) },
      answered: Array.from(all).filter((question) => answersOf(sheet, question, member).some((answer) => answer >= 0))
        .length,
    }))
    .sort((one, other) => other.accuracy - one.accuracy);
  return {
    ...{ sizes, members: accuracies, oracle: oracle(all, everyone), all: judged(tried(everyone)) },
    spread: Math.round(((accuracies[0]?.accuracy ?? 0) - (accuracies.at(-1)?.accuracy ?? 0)) * 1e4) / 1e4,
    committees: levels.map(({ best, every, losing }) => ({
      ...judged(best),
      ...{ searched: 'all', tried: every.length, losing: losing.length },
    })),
    losers: sheet.members.map((member, place) => ({
      ...{ member, losing: levels[0]?.losing.filter(({ members }) => members.includes(place)).length ?? 0 },
      tried: levels[0]?.every.filter(({ members }) => members.includes(place)).length ?? 0,
    })),
    recommendation: recommended(),
    work: sum(levels.map(({ every, best }) => every.length * best.members.length * choosing.length)),
  };

  function recommended() {
    const scores = levels.map(({ best }) => Math.max(best.majority, best.weighted));
    const { best } = levels[scores.indexOf(Math.max(...scores))] ?? {};
    if (best === undefined) throw new Error('There is a committee.');
    const { members, rule } = judged(best);
    const counting = rule === 'weighted_voting' ? weighted : majority;
    const one = bestOf(everyone);
    const [own, alone] = [right(heldOut, best.members, counting), right(heldOut, [one], majority)];
    const gain = gainOver(Uint8Array.from(alone), Uint8Array.from(own), seed);
    const number = (value: number): string => {
      const text = Math.abs(100 * value).toFixed(1);
      if (text === '0.0') return text;
      return value < 0 ? `−${text}` : `+${text}`;
    };
    const difference = `${number(gain.mean)} points (95 % interval ${number(gain.interval[0])} to ${number(gain.interval[1])})`;
    const name = sheet.members[one] ?? '?';
    const single = `${name} alone: ${(100 * share(alone)).toFixed(1)} %`;
    const together = `${members.join(' + ')} by ${rule}: ${(100 * share(own)).toFixed(1)} %`;
    if (gain.mean > 0) {
      const doubt = gain.interval[0] > 0 ? '' : ' The interval holds 0: the gain may be chance.';
      return { members, rule, gain, text: `Take ${together}, against ${single}, ${difference}.${doubt}` };
    }
    const text = `Take ${single}; the best committee found, ${together}, is no better, ${difference}.`;
    return { members: [name], rule: null, gain, text };
  }
}

function answersOf({ starts, answers, members }: AnswerSheet, question: number, member: number): readonly number[] {
  const place = question * members.length + member;
  return Array.from(answers.slice(starts[place], starts[place + 1]));
}

/** Questions of some members, of which the first ones are right more often. */
const sheets = fc
  .record({
    members: fc.integer({ min: 2, max: 5 }),
    questions: fc.integer({ min: 2, max: 20 }),
    seed: fc.integer({ min: 1, max: 1000 }),
  })
  .chain(({ members, questions, seed }) =>
    fc.record({
      seed: fc.constant(seed),
      maxSize: fc.integer({ min: 2, max: 6 }),
      rows: fc.array(fc.tuple(...Array.from({ length: members }, () => fc.constantFrom(...'AAAAABC- '.split('')))), {
        minLength: questions,
        maxLength: questions,
      }),
      confidences: fc.array(fc.constantFrom(0.2, 0.5, 0.9), { minLength: members, maxLength: members }),
    }),
  );

/** The question with the same confidence in every answer of a member. */
function sure({ responses, gold }: Question, confidences: readonly number[]): Question {
  const confidenceOf = (member: string): number => confidences[member.charCodeAt(0) - 97] ?? 1;
  return { responses: responses.map((one) => ({ ...one, confidence: confidenceOf(one.member) })), gold: gold ?? null };
}

it('is what the slow and plain way comes to', () => {
  fc.assert(
    fc.property(sheets, ({ rows, confidences, seed, maxSize }) => {
      const names = Array.from(rows[0] ?? [], (_, index) => String.fromCharCode(97 + index));
      const sheet = sheetOf(
        rows.map((answers) => sure(row(answers.join('')), confidences)),
        names,
      );
      const { work, losers, sizes, ...expected } = reference(sheet, seed, 4, maxSize);
      const progress: AdviseProgress[] = [];
      const steps = advise(sheet, { seed, maxSize, options: 4 });
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) progress.push(step.value);
      const advice = step.value;
      expect(advice).toMatchObject(expected);
      expect(advice.committees.map(({ size }) => size)).toEqual(sizes);
      expect(advice.warnings).toEqual(warningsOn({ ...advice, losers }));
      expect(progress.at(-1)).toEqual({ done: work, total: work });
      expect(progress.every(({ done }, index) => done > (progress[index - 1]?.done ?? 0))).toBe(true);
    }),
    { numRuns: 10 },
  );
});
