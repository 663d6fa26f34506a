import { describe, expect, it } from '@jest/globals';
import type { ChosenCommittee, CommitteeAdvice } from '../../../src/consensus/advisor/advice.ts';
import { warningsOn, type Findings } from '../../../src/consensus/advisor/warnings.ts';
import { committeeText, gainText, percent, points } from '../../../src/consensus/advisor/wording.ts';

const none = { mean: 0, interval: [-0.01, 0.01] } as const;

function committee(members: string, changes: Partial<CommitteeAdvice['heldOut']> = {}): CommitteeAdvice {
  return {
    ...{ size: members.length, members: Array.from(members), rule: 'majority_voting', bestMember: 'a', weights: {} },
    heldOut: {
      ...{ questions: 200, majority: 0.7, weighted: 0.72, bestMember: 0.75, oracle: 0.9 },
      ...{ gain: 0, gainInterval: [-0.01, 0.03], gains: { majority: none, weighted: none } },
      ...changes,
    },
  };
}

function chosen(members: string, changes: Partial<ChosenCommittee> = {}): ChosenCommittee {
  return { ...committee(members), searched: 'all', tried: 4, losing: 0, ...changes };
}

const member = (name: string, accuracy = 0.7, answered = 400) => ({ member: name, accuracy, answered });

/** Nothing to warn of. */
const fine: Findings = {
  ...{ questions: 400, withoutGold: 0, spread: 0.1, members: [member('a'), member('b'), member('c')] },
  ...{ correlation: { mean: 0.1, pairs: [{ a: 'a', b: 'b', phi: 0.59 }] } },
  ...{ committees: [chosen('abc')], all: committee('abc'), losers: [] },
};

const loss = (mean: number, to: number) => ({ mean, interval: [mean - 0.05, to] as const });

describe('warnings', () => {
  it.each<[string, Partial<Findings>, readonly string[]]>([
    ['nothing', {}, []],
    [
      'a committee that loses for sure by one rule, named once though it is all members, too',
      {
        committees: [
          { ...chosen('abc'), ...committee('abc', { gains: { majority: loss(-0.05, -0.01), weighted: none } }) },
        ],
        all: committee('abc', { gains: { majority: loss(-0.05, -0.01), weighted: none } }),
      },
      [
        'a + b + c: majority_voting will lose to the best member alone, a: 70.0 % against 75.0 %, −5.0 points (95 % interval −10.0 to −1.0).',
      ],
    ],
    [
      'two committees, one of which may lose by the other rule; an interval up to 0 is no certainty',
      {
        committees: [{ ...chosen('abd'), ...committee('abd') }],
        all: committee('abc', { gains: { majority: none, weighted: loss(-0.03, 0) } }),
      },
      [
        'a + b + c: weighted_voting may lose to the best member alone, a: 72.0 % against 75.0 %, −3.0 points (95 % interval −8.0 to 0.0).',
      ],
    ],
    [
      'committees that lose on the choosing half, and the member with which they do',
      {
        committees: [chosen('abc', { losing: 2 })],
        losers: [
          { member: 'a', losing: 0, tried: 3 },
          { member: 'b', losing: 2, tried: 3 },
          { member: 'c', losing: 2, tried: 3 },
        ],
      },
      [
        'Of 4 committees of 3 2 lose to their own best member by majority_voting (on the half they are chosen on); with b 2 of 3.',
      ],
    ],
    [
      'the same where not all were tried: no member is named',
      {
        committees: [chosen('abc', { losing: 2, searched: 'greedy' })],
        losers: [{ member: 'b', losing: 2, tried: 3 }],
      },
      ['Of 4 committees of 3 2 lose to their own best member by majority_voting (on the half they are chosen on).'],
    ],
    [
      'the same where nobody stands out',
      { committees: [chosen('abc', { losing: 2 })], losers: [{ member: 'b', losing: 0, tried: 3 }] },
      ['Of 4 committees of 3 2 lose to their own best member by majority_voting (on the half they are chosen on).'],
    ],
    [
      'two committees whose names run into one another',
      {
        committees: [
          {
            ...chosen('ab'),
            ...committee('ab', { gains: { majority: loss(-0.05, -0.01), weighted: none } }),
            members: ['a', 'bc'],
          },
        ],
        all: { ...committee('ab', { gains: { majority: loss(-0.05, -0.01), weighted: none } }), members: ['ab', 'c'] },
      },
      ['a + bc', 'ab + c'].map(
        (names) =>
          `${names}: majority_voting will lose to the best member alone, a: 70.0 % against 75.0 %, −5.0 points (95 % interval −10.0 to −1.0).`,
      ),
    ],
    ['one committee, which is no choice', { committees: [chosen('abc', { losing: 1, tried: 1 })] }, []],
    [
      'two committees, the least choice there is',
      { committees: [chosen('abc', { losing: 1, tried: 2 })] },
      ['Of 2 committees of 3 1 lose to their own best member by majority_voting (on the half they are chosen on).'],
    ],
    [
      'members of unequal strength',
      { spread: 0.15, members: [member('a', 0.8), member('b', 0.7), member('c', 0.65)] },
      [
        'The members are of unequal strength: a 80.0 %, c 65.0 %, 15.0 points apart. Give them weights (weighted_voting after pacore calibrate), or leave the weak ones out.',
      ],
    ],
    ['members whose strength differs by less', { spread: 0.1499 }, []],
    ['no members at all', { spread: 1, members: [] }, []],
    [
      'pairs that err together',
      {
        correlation: {
          mean: null,
          pairs: [
            { a: 'a', b: 'b', phi: 0.9 },
            { a: 'a', b: 'c', phi: 0.6 },
            { a: 'b', b: 'c', phi: 0.599 },
            { a: 'b', b: 'd', phi: null },
          ],
        },
      },
      [
        'Correlated errors (phi from 0.6): a and b (0.90), a and c (0.60). Where they are wrong they are wrong together; the second adds little.',
      ],
    ],
    [
      'as many pairs as are named',
      { correlation: { mean: null, pairs: Array.from('bcd', (b) => ({ a: 'a', b, phi: 0.7 })) } },
      [
        'Correlated errors (phi from 0.6): a and b (0.70), a and c (0.70), a and d (0.70). Where they are wrong they are wrong together; the second adds little.',
      ],
    ],
    [
      'more pairs than are named',
      { correlation: { mean: null, pairs: Array.from('bcdef', (b) => ({ a: 'a', b, phi: 0.7 })) } },
      [
        'Correlated errors (phi from 0.6): a and b (0.70), a and c (0.70), a and d (0.70), and 2 more pairs. Where they are wrong they are wrong together; the second adds little.',
      ],
    ],
    [
      'few questions',
      { questions: 399, members: [] },
      [
        'Too few questions: 399 with a gold answer, half of them to choose on; the gain is known to ±2.0 points only. Use at least 400.',
      ],
    ],
    [
      'few questions of many without a gold answer',
      { questions: 10, withoutGold: 7, members: [] },
      [
        'Too few questions: 10 with a gold answer, half of them to choose on; the gain is known to ±2.0 points only. Use at least 400.',
        '7 questions without a gold answer were left out.',
      ],
    ],
    ['enough questions, and some left out', { withoutGold: 1 }, ['1 questions without a gold answer were left out.']],
    ['few questions and no committee', { questions: 3, members: [], committees: [] }, []],
    [
      'members that answered little',
      { members: [member('a'), member('b', 0.7, 360), member('c', 0.7, 359)] },
      ['c answered 359 of 400 questions; those that it did not answer count as wrong.'],
    ],
  ])('of %s', (_, changes, expected) => {
    expect(warningsOn({ ...fine, ...changes })).toEqual(expected);
  });
});

describe('words', () => {
  it('have signs and decimals', () => {
    expect([percent(0.7634), percent(1), points(0.012), points(-0.012), points(0.0004), points(-0.0004)]).toEqual([
      ...['76.3 %', '100.0 %', '+1.2', '−1.2', '0.0', '0.0'],
    ]);
    expect(gainText({ mean: 0.012, interval: [-0.003, 0.027] })).toBe('+1.2 points (95 % interval −0.3 to +2.7)');
  });

  it('name the members while they are few', () => {
    expect(committeeText({ members: Array.from('abcdefg') })).toBe('a + b + c + d + e + f + g');
    expect(committeeText({ members: Array.from('abcdefgh') })).toBe('all 8 members together');
  });
});
