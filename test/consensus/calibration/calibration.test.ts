import { describe, expect, it } from '@jest/globals';
import { calibrationFile, parseCalibration } from '../../../src/consensus/calibration/file.ts';
import { reportOf } from '../../../src/consensus/calibration/report.ts';
import { ConsensusEngine } from '../../../src/consensus/engine.ts';
import type { Ballot } from '../../../src/consensus/ballot.ts';
import { CalibrationLearner } from '../../../src/consensus/calibration/learner.ts';
import type { RecordedQuestion } from '../../../src/consensus/recorded.ts';
import { SummaryAccumulator } from '../../../src/consensus/summary.ts';
import fc from '../../support/fast-check.ts';
import { ballot, failed, rulesWith, voters } from '../ballots.ts';
import { question, questionsOf } from './questions.ts';

/** Equal overall, each good where the others are not. */
const SPECIALISTS = { algebra: [0.7, 0.35, 0.25], biology: [0.25, 0.7, 0.35], chess: [0.35, 0.25, 0.7] };
const learned = questionsOf(1800, SPECIALISTS);
const others = questionsOf(900, SPECIALISTS, 2);
const calibration = new ConsensusEngine().calibrate(learned);
const weighted = new ConsensusEngine({ strategy: 'weighted_voting', calibration });

function summaryOf(engine: ConsensusEngine, questions: readonly RecordedQuestion[]) {
  const summary = new SummaryAccumulator();
  for (const { responses, gold, category } of questions) {
    const election = engine.election(responses, { category });
    summary.add({ decision: engine.decideBallots(election), gold, ballotsNeeded: engine.ballotsNeeded(election) });
  }
  return summary.summary();
}

describe('a calibrated engine', () => {
  it('is right more often on other questions, and as often as it promises', () => {
    const plain = summaryOf(new ConsensusEngine({ calibration }), others);
    const better = summaryOf(weighted, others);
    expect(better.accuracy).toBeGreaterThan((plain.accuracy ?? 1) + 0.05);
    for (const { ece } of [plain, better]) expect(ece).toBeLessThan(0.04);
  });

  it('learns for any part of the members', () => {
    const pairs = others.map(({ responses, ...rest }) => ({ ...rest, responses: responses.slice(0, 2) }));
    const { ece } = summaryOf(weighted, pairs);
    expect(ece).not.toBeNull();
    expect(ece).toBeLessThan(0.04);
  });

  it('promises no more where the category is not known', () => {
    const unknown = others.map((one) => ({ ...one, category: 'never seen' }));
    for (const engine of [weighted, new ConsensusEngine({ calibration })]) {
      const { ece } = summaryOf(engine, unknown);
      expect(ece).not.toBeNull();
      expect(ece).toBeLessThan(0.04);
    }
  });

  it('trusts whom it should, by category, and says so in the record', () => {
    const { responses } = question('ABC', '');
    const answerIn = (category?: string) => weighted.decide(responses, { category }).answer;
    expect(['algebra', 'biology', 'chess'].map(answerIn)).toEqual(['A', 'B', 'C']);
    const { electorate, ballots, rules, tally } = weighted.decide(responses, { category: 'algebra' });
    const weight = calibration.weightOf('a', 'algebra');
    expect(electorate[0]).toEqual({ member: 'a', samples: 1, weight, learnedWeight: weight });
    expect(ballots[0]?.weight).toBeCloseTo(weight, 9);
    expect(rules.category).toBe('algebra');
    expect(tally[0]?.score).toBeCloseTo(weight, 9);
    expect(weight).toBeGreaterThan(3 * calibration.weightOf('b', 'algebra'));
    expect(calibration.weightOf('a', 'unheard of')).toBe(calibration.weightOf('a', null));
  });

  it('multiplies the weights that members have anyway', () => {
    const electorate = [
      { member: 'a', samples: 1, weight: 2 },
      { member: 'b', samples: 2, weight: 1 },
    ];
    const responses = [...question('AB', '').responses, { member: 'b', answer: 'B' }];
    const decision = weighted.decide(responses, { electorate });
    expect(decision.electorate.map(({ weight }) => weight)).toEqual([
      2 * calibration.weightOf('a', null),
      calibration.weightOf('b', null),
    ]);
    expect(decision.ballots[1]?.weight).toBeCloseTo(calibration.weightOf('b', null) / 2, 9);
  });

  it('leaves other strategies their weights, and takes learned ones out again', () => {
    const { responses } = question('ABB', '');
    const record = weighted.decide(responses, { category: 'algebra' });
    const election = { ...record, rules: { ...record.rules, strategy: 'majority_voting' } };
    const again = new ConsensusEngine().decideBallots(election);
    expect(again).toEqual({
      ...new ConsensusEngine({ strategy: 'majority_voting', category: 'algebra' }).decide(responses),
      ballots: again.ballots,
    });
    for (const { weight } of again.ballots) expect(weight).toBeCloseTo(1, 9);
  });

  it('decides its own records again as they are, with the calibration and without', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[ABCD-]{3}$/),
        fc.constantFrom('algebra', 'chess', undefined),
        (text, category) => {
          const record = weighted.decide(question(text, '').responses, { category });
          const election = { ...record, rules: { ...record.rules, strategy: record.strategy } };
          expect(weighted.decideBallots(election)).toEqual(record);
          expect(new ConsensusEngine().decideBallots(election)).toEqual({ ...record, calibrated: null });
        },
      ),
    );
  });

  it('settles a question by the learned weights', () => {
    const election = {
      electorate: voters('a', 'b', 'c'),
      ballots: [ballot('a', 'A', { confidence: 1 })],
      rules: rulesWith({ strategy: 'weighted_voting', category: 'algebra', minAgreement: 0, confidenceThreshold: 0 }),
    };
    const outweighs =
      calibration.weightOf('a', 'algebra') >
      calibration.weightOf('b', 'algebra') + calibration.weightOf('c', 'algebra');
    expect(outweighs).toBe(true);
    expect(weighted.ballotsNeeded(election)).toBe(1);
    expect(new ConsensusEngine().ballotsNeeded(election)).toBe(1);
    const both = { ...election, ballots: [ballot('a', 'A', { confidence: 1 }), ballot('b', 'B')] };
    expect(weighted.ballotsNeeded(both)).toBe(1);
    expect(new ConsensusEngine().ballotsNeeded(both)).toBe(2);
  });
});

describe('calibrated', () => {
  const engine = new ConsensusEngine({ calibration });

  it('rises with agreement', () => {
    const [all, two, none] = ['AAA', 'AAB', 'ABC'].map(
      (text) => engine.decide(question(text, '').responses).calibrated,
    );
    expect(all).toBeGreaterThan(two ?? 1);
    expect(two).toBeGreaterThan(none ?? 1);
    expect(String(two)).toMatch(/^0\.\d{1,4}$/);
  });

  it('is null without a calibration, and without an answer', () => {
    expect(new ConsensusEngine().decide(question('AAA', '').responses).calibrated).toBeNull();
    expect(engine.decide(question('---', '').responses).calibrated).toBeNull();
  });

  it('is null with a member, or a sample of one, that was not recorded', () => {
    const stranger = { member: 'z', answer: 'A' };
    expect(engine.decide([...question('AAA', '').responses, stranger]).calibrated).toBeNull();
    expect(engine.decide(question('AAA', '').responses, { members: ['a', 'b', 'z'] }).calibrated).toBeNull();
    const twice = { member: 'a', answer: 'A' };
    expect(engine.decide([...question('AAA', '').responses, twice]).calibrated).toBeNull();
  });

  it('is null with cancelled ballots and later rounds, not with failed ones', () => {
    const decide = (overrides: Parameters<typeof ballot>[2]) =>
      engine.decideBallots({
        electorate: voters('a', 'b', 'c'),
        ballots: [ballot('a', 'A'), ballot('b', 'A'), ballot('c', null, overrides)],
        rules: rulesWith(),
      }).calibrated;
    expect(decide({ finish: 'cancelled' })).toBeNull();
    expect(decide({ finish: 'error', error: { code: 'PACORE_MEMBER_CRASHED', message: 'gone' } })).not.toBeNull();
    const decision = engine.decide(question('AAA', '').responses);
    expect(calibration.probabilityOf(decision)).not.toBeNull();
    const later = decision.ballots.map((one) => ({ ...one, round: 1 }));
    expect(calibration.probabilityOf({ ...decision, ballots: later })).toBeNull();
  });
});

describe('learning', () => {
  it('passes over questions without a gold answer that can be read, and over those without responses', () => {
    const extra: readonly RecordedQuestion[] = [
      { id: '1', responses: question('AAA', '').responses },
      { ...question('AAA', 'n/a') },
      { id: '3', gold: 'A', responses: [] },
    ];
    const few = learned.slice(0, 60);
    const again = new ConsensusEngine().calibrate([...few, ...extra]);
    expect(again.source).toEqual(new ConsensusEngine().calibrate(few).source);
  });

  it('needs two questions', () => {
    for (const questions of [[], [question('AB', 'A')]])
      expect(() => new ConsensusEngine().calibrate(questions)).toThrow(/needs questions with gold answers/);
    const little = new ConsensusEngine().calibrate([question('AB', 'A'), question('AA', 'B')]);
    const { calibrated } = new ConsensusEngine({ calibration: little }).decide(question('AB', '').responses);
    expect(calibrated).toBeGreaterThan(0);
    expect(calibrated).toBeLessThan(1);
  });

  it('says how many questions there were', () => {
    expect(() => new ConsensusEngine().calibrate([])).toThrow(/; 0 questions have both\. Add "gold" to the lines\.$/);
    expect(() => new ConsensusEngine().calibrate([question('AB', 'A')])).toThrow(/; 1 question has both\./);
    const learner = new CalibrationLearner();
    for (const { responses, gold } of learned.slice(0, 3))
      learner.add({ election: new ConsensusEngine().election(responses), gold });
    expect(learner.questions).toBe(3);
  });

  it('passes over failed ballots', () => {
    const learner = new CalibrationLearner();
    const election = (...ballots: readonly Ballot[]) => ({ electorate: voters('a'), ballots, rules: rulesWith() });
    learner.add({ election: election(failed('a')), gold: 'A' });
    expect(learner.questions).toBe(0);
    for (const gold of ['A', 'B']) learner.add({ election: election(ballot('a', 'A'), failed('b')), gold });
    expect(learner.calibration().source.table.members).toEqual([{ member: 'a', samples: 1 }]);
  });

  it.each([
    [{}, 4, 5],
    [{ choices: 2, folds: 2 }, 2, 2],
    [{ choices: 9, folds: 100 }, 9, 100],
  ])('with %j has %d options and %d folds', (options, choices, folds) => {
    const few = learned.slice(0, 60);
    expect(new ConsensusEngine().calibrate(few, options).source).toMatchObject({ options: choices, folds });
  });

  it('counts gold answers as options that were seen', () => {
    // The members say A and B only.
    const questions = ['C', 'D', 'C', 'D', 'C', 'D', 'C', 'D'].map((gold) => question('AB', gold));
    expect(new ConsensusEngine().calibrate(questions).source.options).toBe(4);
  });

  it('keeps what matters of each ballot, and no answers', () => {
    const questions = [question('1234', '1'), question('22-1', '1', 'x'), question(' 113', '3'), question('5555', '5')];
    const samples = { ...question('9', '9'), responses: ['9', '8'].map((answer) => ({ member: 'a', answer })) };
    const { table } = new ConsensusEngine().calibrate([...questions, samples]).source;
    expect(table.members).toEqual(['a', 'b', 'c', 'd'].map((member) => ({ member, samples: member === 'a' ? 2 : 1 })));
    expect(table.rows).toEqual([
      { category: null, outcomes: '1.abc' },
      { category: null, outcomes: '..aa1' },
      { category: null, outcomes: '1.111' },
      { category: null, outcomes: '1a...' },
      { category: 'x', outcomes: 'a.a-1' },
    ]);
  });

  it('counts answers as right that count as the same', () => {
    const near = [question('3', '3'), { ...question('', '3.14'), responses: [{ member: 'a', answer: '3.1416' }] }];
    const rows = (options: Readonly<Record<string, unknown>>) =>
      new ConsensusEngine({ options }).calibrate(near).source.table.rows.map(({ outcomes }) => outcomes);
    expect(rows({})).toEqual(['1', 'a']);
    expect(rows({ numericTolerance: 0.01 })).toEqual(['1', '1']);
  });

  it.each([
    [{ choices: 1 }, /"choices" must be a whole number of at least 2/],
    [{ folds: 1 }, /"folds" must be a whole number from 2 to 100/],
    [{ choices: 2.5 }, /"choices"/],
    [{ folds: 2.5 }, /"folds"/],
    [{ folds: 101 }, /"folds"/],
  ])('refuses %j', (options, message) => {
    expect(() => new ConsensusEngine().calibrate(learned, options)).toThrow(message);
  });

  it('takes only a calibration', () => {
    const options = { calibration: {} } as unknown as ConstructorParameters<typeof ConsensusEngine>[0];
    expect(() => new ConsensusEngine(options)).toThrow(/"calibration" must be a Calibration/);
  });
});

describe('the report', () => {
  const report = reportOf(calibration);

  it('says how good members and strategies are', () => {
    expect(report.questions).toBe(1800);
    expect(report.members.map(({ questions }) => questions)).toEqual([1800, 1800, 1800]);
    for (const { accuracy } of report.members) expect(accuracy).toBeCloseTo(0.4333, 1);
    const [plain, better] = report.strategies;
    expect(better?.accuracy).toBeGreaterThan((plain?.accuracy ?? 1) + 0.05);
    expect(report.ece).toBe(better?.ece);
    expect(report.ece).toBeLessThan(0.04);
    expect(report.bins.reduce((sum, { questions }) => sum + questions, 0)).toBeCloseTo(1800, -1);
    expect(report.categories.map(({ category, questions }) => [category, questions])).toEqual([
      ['algebra', 600],
      ['biology', 600],
      ['chess', 600],
    ]);
  });
});

describe('the file', () => {
  const file = JSON.parse(JSON.stringify(calibrationFile(calibration))) as Record<string, unknown>;

  it('gives back the same calibration', () => {
    const again = parseCalibration(file);
    expect(again.source).toEqual(calibration.source);
    const engine = new ConsensusEngine({ strategy: 'weighted_voting', calibration: again });
    for (const { responses, category } of others.slice(0, 50))
      expect(engine.decide(responses, { category })).toEqual(weighted.decide(responses, { category }));
  });

  const needed = { ...file, report: undefined };
  it('is read without its report', () => {
    expect(parseCalibration(needed).source).toEqual(calibration.source);
  });

  it('holds the questions of a category together, a word each', () => {
    const small = new ConsensusEngine().calibrate(
      [question('AB', 'A', 'x'), question('AB', 'B'), question('A', 'A', 'x'), question('A-', 'B', 'y')],
      { folds: 3 },
    );
    const { report, ...document } = calibrationFile(small);
    expect(document).toEqual({
      schemaVersion: 1,
      profile: 'auto',
      options: small.source.options,
      folds: 3,
      members: ['a', 'b'].map((member) => ({ member, samples: 1 })),
      categories: [
        { category: 'x', outcomes: '1a 1.' },
        { category: null, outcomes: 'a1' },
        { category: 'y', outcomes: 'a-' },
      ],
    });
    expect(report).toEqual(reportOf(small));
    expect(parseCalibration(document).source).toEqual(small.source);
  });

  it.each([{ options: 2 }, { options: 2.5 }, { folds: 2 }, { folds: 100 }])('takes %j', (change) => {
    expect(parseCalibration({ ...file, ...change }).source).toMatchObject(change);
  });

  const categories = [{ category: null, outcomes: '11a a11' }];
  it.each([
    ['no object', [], /^the calibration must be an object; it is not an array\.$/],
    ['another version', { ...file, schemaVersion: 2 }, /^schemaVersion must be 1; it is not 2\.$/],
    ['no members', { ...file, members: undefined }, /^members must be an array; it is missing\.$/],
    ['a member without a name', { ...file, members: [{ member: '', samples: 1 }] }, /^members\[0\]\.member must be/],
    ['a member twice', { ...file, members: [1, 2].map(() => ({ member: 'a', samples: 1 })) }, /names "a" twice/],
    ['no samples', { ...file, members: [{ member: 'a', samples: 0 }] }, /^members\[0\]\.samples must be a whole/],
    ['an unknown profile', { ...file, profile: 'essay' }, /^profile must be one of/],
    ['one option', { ...file, options: 1 }, /^options must be a number of at least 2; it is not 1\.$/],
    ['options that are no number', { ...file, options: '4' }, /^options must be/],
    ['endless options', { ...file, options: Infinity }, /^options must be/],
    ['one fold', { ...file, folds: 1 }, /^folds must be/],
    ['no categories', { ...file, categories: undefined }, /^categories must be an array; it is missing\.$/],
    ['no outcomes', { ...file, categories: [{ category: null }] }, /^categories\[0\]\.outcomes must be a string/],
    ['an outcome too many', { ...file, categories: [{ category: null, outcomes: '1111 111' }] }, /word 1, must be/],
    ['too many folds', { ...file, folds: 101 }, /^folds must be a whole number from 2 to 100; it is not 101\.$/],
    ['one question', { ...file, categories: [{ category: null, outcomes: '111' }] }, /at least two questions/],
    [
      'an outcome too few',
      { ...file, categories: [{ category: null, outcomes: '111 11' }] },
      /^categories\[0\]\.outcomes, word 2, must be 3 characters .* it is not "11"\.$/,
    ],
    ['a strange outcome', { ...file, categories: [{ category: null, outcomes: '1?1 111' }] }, /word 1, must be/],
    ['a strange category', { ...file, categories: [{ ...categories[0], category: 3 }] }, /^categories\[0\]\.category/],
  ])('with %s is refused', (_name, document, message) => {
    expect(() => parseCalibration(document)).toThrow(message);
  });
});
